package dev.footfall.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * The watermarks of the source: for each partition {@code out_of_orderness} and 1 ms behind the
 * highest record timestamp it has shown, and over all the lowest of these. Every arrival ({@link
 * Arrival}) is later than the watermark that the partition had let pass by then. A span's own time
 * moves nothing.
 *
 * <p>The one exception: a partition that was silent for {@code idleness} no longer holds the others
 * back, so records that it then brings with older timestamps arrive behind the watermark. Keep
 * idleness in minutes.
 */
public final class RecordTime {
  /**
   * How far a partition of a bounded run may be ahead of the slowest. Partitions learn how far that
   * is through the coordinator, about 100 ms later, so this is also the data time that passes in
   * 100 ms at the most.
   */
  static final Duration MAX_DRIFT = Duration.ofMinutes(5);

  /** How often partitions learn how far the slowest is. */
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(50);

  private static final String ALIGNMENT_GROUP = "otlp";

  /** The data time that passes between two watermarks of a bounded run, at the least. */
  private static final long BOUNDED_STEP_MILLIS = 1000;

  /** How far ahead of the clock a timestamp is believed. */
  private static final long AHEAD_AT_MOST_MILLIS = Duration.ofDays(1).toMillis();

  private RecordTime() {}

  /**
   * A record's timestamp as a source hands it on: {@link Arrival#UNKNOWN} where it is more than a
   * day ahead of the reader's clock, epoch milliseconds. That is no time when a record came, but a
   * producer's mistake, which would take its partition's watermark along, and every later arrival.
   */
  static long orAbsent(long timestampMillis, long nowMillis) {
    return timestampMillis - nowMillis > AHEAD_AT_MOST_MILLIS ? Arrival.UNKNOWN : timestampMillis;
  }

  /** As a source with or without an end needs them. */
  public static WatermarkStrategy<RawRecord> watermarks(
      TimeSettings settings, Boundedness boundedness) {
    return boundedness == Boundedness.BOUNDED ? bounded(settings) : endless(settings);
  }

  /** For a run without end: silent partitions become idle, unless idleness is zero. */
  public static WatermarkStrategy<RawRecord> endless(TimeSettings settings) {
    WatermarkStrategy<RawRecord> strategy = watermarks(settings, Long.MAX_VALUE);
    return settings.idleness().isZero() ? strategy : strategy.withIdleness(settings.idleness());
  }

  /**
   * For a run with an end. No partition is idle, whatever the settings say: each is waited for
   * until it is read to its end. Partitions are aligned, so that one that is ten times longer than
   * the others does not fill memory with traces that wait for it. Watermarks follow the data rather
   * than the wall clock: at replay speed the usual interval would span minutes.
   */
  public static WatermarkStrategy<RawRecord> bounded(TimeSettings settings) {
    return watermarks(settings, BOUNDED_STEP_MILLIS)
        .withWatermarkAlignment(ALIGNMENT_GROUP, MAX_DRIFT, ALIGNMENT_INTERVAL);
  }

  private static WatermarkStrategy<RawRecord> watermarks(TimeSettings settings, long stepMillis) {
    long outOfOrdernessMillis = settings.outOfOrderness().toMillis();
    return WatermarkStrategy.<RawRecord>forGenerator(
            context -> new HighestTimestamp(outOfOrdernessMillis, stepMillis))
        .withTimestampAssigner((record, kafkaTimestamp) -> record.timestampMillis());
  }

  /** The watermark of one partition; Flink makes one for each split. */
  static final class HighestTimestamp implements WatermarkGenerator<RawRecord> {
    private final long delayMillis;
    private final long stepMillis;
    private long highest = Arrival.UNKNOWN;
    private long emitted = Arrival.UNKNOWN;

    /**
     * @param stepMillis how far the highest timestamp goes on before a watermark is emitted without
     *     waiting for the next tick of the clock
     */
    HighestTimestamp(long outOfOrdernessMillis, long stepMillis) {
      this.delayMillis = outOfOrdernessMillis + 1;
      this.stepMillis = stepMillis;
    }

    @Override
    public void onEvent(RawRecord record, long eventTimestamp, WatermarkOutput output) {
      long timestamp = record.timestampMillis();
      if (timestamp > highest && Arrival.isTime(timestamp)) {
        highest = timestamp;
        if (highest - emitted >= stepMillis) {
          emit(output);
        }
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (highest != emitted) {
        emit(output);
      }
    }

    private void emit(WatermarkOutput output) {
      emitted = highest;
      output.emitWatermark(new Watermark(highest - delayMillis));
    }
  }
}
