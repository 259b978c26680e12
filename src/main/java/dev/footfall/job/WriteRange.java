package dev.footfall.job;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.AggregateRowSerializer;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.replay.KeepRange;
import dev.footfall.replay.ReplayRange;
import dev.footfall.sink.Output;
import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.AccountingCountSerializer;
import dev.footfall.trace.DeadLetter;
import dev.footfall.trace.DeadLetterSerializer;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedSerializer;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * The branch of the graph that cuts a replay's outputs to its range, in front of the sinks and
 * behind all that follows and counts. A run that writes all has none of it.
 */
final class WriteRange {
  private WriteRange() {}

  /** How the windows of an aggregate lie in time. */
  interface Windows extends Serializable {
    Duration length(WindowKey key);

    /** How far before a window's start events decide over its rows. */
    Duration reach(WindowKey key);
  }

  static DataStream<Followed> followed(DataStream<Followed> rows, @Nullable ReplayRange range) {
    return range == null
        ? rows
        : keep(
            rows.filter(row -> row.attempt() == null).uid("no-attempts").name("no-attempts"),
            "followed",
            row -> (row.session() == null ? Output.EVENTS : Output.SESSIONS).suffix(),
            row -> range.holds(row) ? row : null,
            FollowedSerializer.TYPE);
  }

  static DataStream<AggregateRow> windows(
      DataStream<AggregateRow> rows, String name, Windows windows, @Nullable ReplayRange range) {
    return range == null
        ? rows
        : keep(
            rows,
            name,
            row -> name,
            row -> range.written(row, windows.length(row.key()), windows.reach(row.key())),
            AggregateRowSerializer.TYPE);
  }

  static DataStream<AccountingCount> accounting(
      DataStream<AccountingCount> rows, @Nullable ReplayRange range) {
    return range == null
        ? rows
        : keep(
            rows,
            "accounting",
            row -> "accounting",
            row -> range.holdsArrival(row.arrivalMinuteMillis()) ? row : null,
            AccountingCountSerializer.TYPE);
  }

  static DataStream<DeadLetter> deadLetters(
      DataStream<DeadLetter> rows, @Nullable ReplayRange range) {
    return range == null
        ? rows
        : keep(
            rows,
            "dead-letters",
            row -> "dead-letters",
            row -> range.holdsArrival(row.arrivalMillis()) ? row : null,
            DeadLetterSerializer.TYPE);
  }

  private static <T> DataStream<T> keep(
      DataStream<T> rows,
      String name,
      SerializableFunction<T, String> output,
      SerializableFunction<T, @Nullable T> written,
      TypeInformation<T> type) {
    return rows.flatMap(new KeepRange<>(output, written), type)
        .uid("range-of-" + name)
        .name("range-of-" + name);
  }
}
