package dev.footfall.job;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.derive.IssueEvents;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import dev.footfall.sink.AccountingJson;
import dev.footfall.sink.DeadLetterJson;
import dev.footfall.sink.EncodeRows;
import dev.footfall.sink.OutputRecord;
import dev.footfall.sink.OutputRecordSerializer;
import dev.footfall.source.RawRecord;
import dev.footfall.source.RawRecordSerializer;
import dev.footfall.source.RecordTime;
import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.AccountingCountSerializer;
import dev.footfall.trace.AssembleTrace;
import dev.footfall.trace.CountSpans;
import dev.footfall.trace.DecodeRecord;
import dev.footfall.trace.DelayWatermark;
import dev.footfall.trace.TraceFragment;
import dev.footfall.trace.TraceFragmentSerializer;
import dev.footfall.trace.TraceIdSerializer;
import dev.footfall.transaction.SettleTransactions;
import dev.footfall.visitor.FollowVisitor;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedSerializer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.ConnectedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main line, from Kafka's bytes to the outputs: this class holds the graph and nothing else;
 * the branch that counts is in {@link AggregateFollowed}, that of the lake in {@link WriteLake},
 * and what a replay cuts off in {@link WriteRange}. Every uid is permanent, since a savepoint knows
 * the operators by it.
 */
public final class FootfallJob {
  private FootfallJob() {}

  /** Lays out the graph from a source to the outputs. */
  public static void define(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> otlp,
      Outputs outputs,
      JobSettings settings) {
    define(decode(read(env, otlp, settings.time()), settings), outputs, settings);
  }

  /**
   * What goes to the outputs, for those who look at it before.
   *
   * @param all what comes of following visitors, also what a replay leaves out
   * @param followed events and sessions
   * @param funnels rows of funnels
   * @param accounting rows of the accounting
   */
  record Results(
      DataStream<Followed> all,
      DataStream<Followed> followed,
      DataStream<AggregateRow> funnels,
      DataStream<AccountingCount> accounting) {}

  /** The graph behind the decoding. */
  static Results define(
      SingleOutputStreamOperator<TraceFragment> fragments, Outputs outputs, JobSettings settings) {
    Line line = assemble(fragments, settings);
    SingleOutputStreamOperator<Followed> followed =
        line.events()
            .transform(
                "follow-visitor",
                FollowedSerializer.TYPE,
                new FollowVisitor(
                    settings.visitors(),
                    settings.privacy(),
                    settings.time().eventDelay().toMillis(),
                    settings.performance().targets()::isSlow,
                    settings.history()))
            .uid("follow-visitor");
    DataStream<Followed> written = WriteRange.followed(followed, settings.range());
    written.sinkTo(outputs.followed()).uid("followed").name("followed");
    WriteLake.followed(written, outputs.lake());
    AggregateFollowed.Aggregates aggregates =
        AggregateFollowed.define(followed, outputs.lake(), settings);

    String configVersion = settings.events().configVersion();
    DataStream<AccountingCount> spans =
        line.fragments()
            .getSideOutput(DecodeRecord.ACCOUNTING)
            .union(line.issued().getSideOutput(AssembleTrace.ACCOUNTING))
            .keyBy(AccountingCount::arrivalMinuteMillis, Types.LONG)
            .process(
                new CountSpans(settings.assembly(), settings.time()),
                AccountingCountSerializer.TYPE)
            .uid("count-spans")
            .name("count-spans");
    DataStream<AccountingCount> accounting = WriteRange.accounting(spans, settings.range());
    DataStream<OutputRecord> accountingRows =
        accounting
            .map(
                new EncodeRows<>(() -> new AccountingJson(configVersion)),
                OutputRecordSerializer.TYPE)
            .uid("encode-accounting")
            .name("encode-accounting");

    DataStream<OutputRecord> deadLetters =
        WriteRange.deadLetters(
                line.fragments().getSideOutput(DecodeRecord.DEAD_LETTERS), settings.range())
            .map(
                new EncodeRows<>(() -> new DeadLetterJson(configVersion)),
                OutputRecordSerializer.TYPE)
            .uid("encode-dead-letters")
            .name("encode-dead-letters");

    accountingRows
        .union(deadLetters, aggregates.encoded())
        .sinkTo(outputs.rare())
        .uid("rare")
        .name("rare")
        .setParallelism(1);
    return new Results(followed, written, aggregates.funnels(), accounting);
  }

  /**
   * The graph up to the visitors, from which the job and the analysis of sessions go on.
   *
   * @param events by lane, each visitor's in one place, with a watermark that none is behind
   */
  record Line(
      SingleOutputStreamOperator<TraceFragment> fragments,
      SingleOutputStreamOperator<IssuedEvent> issued,
      ConnectedStreams<IssuedEvent, Long> events) {}

  static DataStream<RawRecord> read(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> otlp, TimeSettings time) {
    return env.fromSource(
            otlp,
            RecordTime.watermarks(time, otlp.getBoundedness()),
            "otlp",
            RawRecordSerializer.TYPE)
        .uid("otlp");
  }

  static SingleOutputStreamOperator<TraceFragment> decode(
      DataStream<RawRecord> records, JobSettings settings) {
    return records
        .transform(
            "decode",
            TraceFragmentSerializer.TYPE,
            new DecodeRecord(
                settings.projection(),
                settings.privacy(),
                settings.time(),
                settings.visitors().sessions().gap(),
                settings.deadLetterPayloadBytes()))
        .uid("decode");
  }

  static Line assemble(SingleOutputStreamOperator<TraceFragment> fragments, JobSettings settings) {
    SingleOutputStreamOperator<IssuedEvent> issued =
        fragments
            .keyBy(TraceFragment::traceId, TraceIdSerializer.TYPE)
            .transform(
                "assemble",
                IssuedEventSerializer.TYPE,
                new AssembleTrace<>(
                    settings.assembly(),
                    settings.time(),
                    IssueEvents.factory(settings.events()),
                    SettleTransactions.INPUT))
            .uid("assemble");

    // The few that belong to transactions: in one place for each, in the order of their issue.
    DataStream<IssuedEvent> settled =
        issued
            .getSideOutput(SettleTransactions.INPUT)
            .keyBy(IssuedEvent::transaction, Types.LONG)
            .process(new SettleTransactions(settings.transactions()), IssuedEventSerializer.TYPE)
            .uid("settle-transactions")
            .name("settle-transactions")
            .transform(
                "delay-transactions",
                IssuedEventSerializer.TYPE,
                new DelayWatermark<>(settings.time().eventDelay()))
            .uid("delay-transactions");

    ConnectedStreams<IssuedEvent, Long> events =
        issued
            .transform(
                "delay-watermark",
                IssuedEventSerializer.TYPE,
                new DelayWatermark<>(settings.time().eventDelay()))
            .uid("delay-watermark")
            .union(settled)
            .keyBy(IssuedEvent::lane, Types.INT)
            .connect(fragments.getSideOutput(DecodeRecord.HIGHEST_ARRIVAL).broadcast());
    return new Line(fragments, issued, events);
  }
}
