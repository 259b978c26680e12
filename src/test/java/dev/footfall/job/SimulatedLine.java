package dev.footfall.job;

import dev.footfall.derive.IssueEvents;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import dev.footfall.sink.EventJson;
import dev.footfall.sink.SessionJson;
import dev.footfall.source.Arrival;
import dev.footfall.source.RawRecord;
import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.AssembleTrace;
import dev.footfall.trace.DeadLetter;
import dev.footfall.trace.RecordDecoder;
import dev.footfall.trace.TraceFragment;
import dev.footfall.trace.TraceId;
import dev.footfall.trace.TraceIdSerializer;
import dev.footfall.transaction.SettleTransactions;
import dev.footfall.visitor.FollowVisitor;
import dev.footfall.visitor.Followed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * Decode, assemble and derive, follow visitors, with the source played by the test: it says in
 * which order partitions are read, and how far the watermark goes at a step.
 */
public final class SimulatedLine implements RecordDecoder.Output, AutoCloseable {
  private final JobSettings settings;
  private final long stepMillis;
  private final Arrival arrival;
  private final RecordDecoder decoder;
  private final KeyedOneInputStreamOperatorTestHarness<TraceId, TraceFragment, IssuedEvent>
      assemble;
  private final KeyedOneInputStreamOperatorTestHarness<Long, IssuedEvent, IssuedEvent> settle;
  private final KeyedTwoInputStreamOperatorTestHarness<Integer, IssuedEvent, Long, Followed> follow;
  private final Map<Integer, Long> highest = new HashMap<>();
  private long watermark = Long.MIN_VALUE;

  final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<AccountingCount> decodeCounts = new ArrayList<>();

  public SimulatedLine(JobSettings settings, long stepMillis) throws Exception {
    this.settings = settings;
    this.stepMillis = stepMillis;
    this.arrival = new Arrival(settings.time());
    this.decoder =
        RecordDecoder.create(
            settings.projection(),
            settings.privacy(),
            settings.time(),
            settings.visitors().sessions().gap(),
            settings.deadLetterPayloadBytes());
    this.assemble =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AssembleTrace<>(
                settings.assembly(),
                settings.time(),
                IssueEvents.factory(settings.events()),
                SettleTransactions.INPUT),
            TraceFragment::traceId,
            TraceIdSerializer.TYPE);
    assemble.open();
    this.settle =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SettleTransactions(settings.transactions())),
            IssuedEvent::transaction,
            Types.LONG);
    settle.setup(IssuedEventSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
    settle.open();
    this.follow =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new FollowVisitor(
                settings.visitors(),
                settings.privacy(),
                settings.time().eventDelay().toMillis(),
                settings.performance().targets()::isSlow),
            IssuedEvent::lane,
            null,
            Types.INT);
    follow.open();
  }

  /**
   * Reads the partitions' records in the given order, which keeps the order within each, to the
   * end.
   */
  public SimulatedLine run(List<RawRecord> inOrder) throws Exception {
    Map<Integer, Integer> left = new HashMap<>();
    inOrder.forEach(record -> left.merge(record.partition(), 1, Integer::sum));
    left.keySet().forEach(partition -> highest.put(partition, Long.MIN_VALUE));
    for (RawRecord record : inOrder) {
      decoder.decode(record, arrival.of(record), this);
      int more = left.merge(record.partition(), -1, Integer::sum);
      highest.merge(
          record.partition(), more == 0 ? Long.MAX_VALUE : record.timestampMillis(), Math::max);
      advance();
    }
    follow.processElement2(new StreamRecord<>(arrival.highest()));
    watermark(Long.MAX_VALUE, Long.MAX_VALUE);
    return this;
  }

  private void watermark(long atAssembly, long atVisitors) throws Exception {
    assemble.processWatermark(new Watermark(atAssembly));
    Queue<StreamRecord<IssuedEvent>> apart = assemble.getSideOutput(SettleTransactions.INPUT);
    while (apart != null && !apart.isEmpty()) {
      settle.processElement(apart.remove());
    }
    settle.processWatermark(new Watermark(atAssembly));
    follow(assemble);
    follow(settle);
    follow.processBothWatermarks(new Watermark(atVisitors));
  }

  private void follow(KeyedOneInputStreamOperatorTestHarness<?, ?, IssuedEvent> from)
      throws Exception {
    for (Object out = from.getOutput().poll(); out != null; out = from.getOutput().poll()) {
      if (out instanceof StreamRecord<?> record) {
        follow.processElement1(new StreamRecord<>((IssuedEvent) record.getValue()));
      }
    }
  }

  private void advance() throws Exception {
    long lowest = highest.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    if (lowest == Long.MIN_VALUE || lowest == Long.MAX_VALUE) {
      return;
    }
    long now = lowest - settings.time().outOfOrderness().toMillis() - 1;
    if (watermark == Long.MIN_VALUE || now - watermark >= stepMillis) {
      watermark = now;
      watermark(now, now - settings.time().eventDelay().toMillis());
    }
  }

  @Override
  public void fragment(TraceFragment fragment) {
    try {
      assemble.processElement(new StreamRecord<>(fragment));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    deadLetters.add(letter);
  }

  @Override
  public void count(AccountingCount count) {
    decodeCounts.add(count);
  }

  /** What came of following visitors, as of the last revisions. */
  public LastRevisions last() {
    return new LastRevisions(settings, follow.extractOutputStreamRecords());
  }

  /** The events as they are output, in canonical order. */
  List<String> eventLines() {
    EventJson json = new EventJson(true);
    return lines(row -> row.event() == null ? null : json.value(row.event()));
  }

  /** The sessions as they are output, in canonical order. */
  List<String> sessionLines() {
    SessionJson json = new SessionJson();
    return lines(row -> row.session() == null ? null : json.value(row.session()));
  }

  private List<String> lines(Function<Followed, byte[]> json) {
    return follow.extractOutputValues().stream()
        .map(json)
        .filter(Objects::nonNull)
        .map(line -> new String(line, StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  /** Spans by minute, class and reason. */
  TreeMap<String, Long> spans() {
    TreeMap<String, Long> sums = new TreeMap<>();
    List<AccountingCount> all = new ArrayList<>(decodeCounts);
    var rest = assemble.getSideOutput(AssembleTrace.ACCOUNTING);
    if (rest != null) {
      rest.forEach(record -> all.add(record.getValue()));
    }
    for (AccountingCount count : all) {
      if (count.spanClass() != null) {
        sums.merge(
            count.arrivalMinuteMillis() + " " + count.spanClass() + " " + count.reason(),
            count.spans(),
            Long::sum);
      }
    }
    return sums;
  }

  @Override
  public void close() throws Exception {
    assemble.close();
    settle.close();
    follow.close();
  }
}
