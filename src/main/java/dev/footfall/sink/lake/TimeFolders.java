package dev.footfall.sink.lake;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Puts rows into folders by a time of theirs, in UTC, with names that readers know as partitions:
 * {@code dt=2026-11-24/hour=11}.
 */
final class TimeFolders<T> implements BucketAssigner<T, String> {
  private static final long serialVersionUID = 1;
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd/'hour='HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final MicrosOf<T> time;
  private final boolean byHour;
  private long lastHour = Long.MIN_VALUE;
  private String lastFolder = "";

  private TimeFolders(MicrosOf<T> time, boolean byHour) {
    this.time = time;
    this.byHour = byHour;
  }

  /** The time of a row, epoch microseconds. */
  interface MicrosOf<T> extends ToLongFunction<T>, Serializable {}

  static <T> TimeFolders<T> hours(MicrosOf<T> time) {
    return new TimeFolders<>(time, true);
  }

  static <T> TimeFolders<T> days(MicrosOf<T> time) {
    return new TimeFolders<>(time, false);
  }

  @Override
  public String getBucketId(T row, Context context) {
    long hour = Math.floorDiv(time.applyAsLong(row), HOUR_MICROS);
    if (hour != lastHour) {
      lastHour = hour;
      lastFolder = (byHour ? HOUR : DAY).format(Instant.ofEpochSecond(hour * 3_600));
    }
    return lastFolder;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
