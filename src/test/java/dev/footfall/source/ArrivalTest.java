package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.Arrival.Highest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTest {
  private static final TimeSettings FIVE_SECONDS = TimeSettings.DEFAULTS;
  private static final long NOON = 1_795_520_000_000L;

  private final Arrival arrival = new Arrival(FIVE_SECONDS);

  @Test
  void arrivesAtItsTimestamp() {
    assertThat(arrival.of(record(0, NOON))).isEqualTo(NOON);
    assertThat(arrival.of(record(0, NOON + 10))).isEqualTo(NOON + 10);
  }

  @Test
  void arrivesNotBeforeThePartitionsHighestLessOutOfOrderness() {
    arrival.of(record(0, NOON));

    assertThat(arrival.of(record(0, NOON - 4_999))).isEqualTo(NOON - 4_999);
    assertThat(arrival.of(record(0, NOON - 5_000))).isEqualTo(NOON - 5_000);
    assertThat(arrival.of(record(0, NOON - 604_800_000))).isEqualTo(NOON - 5_000);
  }

  @Test
  void eachPartitionHasItsOwnClock() {
    arrival.of(record(0, NOON));

    assertThat(arrival.of(record(7, NOON - 60_000))).isEqualTo(NOON - 60_000);
    assertThat(arrival.of(record("other", 0, NOON - 60_000))).isEqualTo(NOON - 60_000);
  }

  @Test
  void recordWithoutTimestampArrivesAtThePartitionsHighest() {
    arrival.of(record(0, NOON));
    arrival.of(record(0, NOON - 3_000));

    assertThat(arrival.of(record(0, -1))).isEqualTo(NOON);
    assertThat(arrival.of(record(0, Long.MIN_VALUE))).isEqualTo(NOON);
    assertThat(arrival.of(record(0, Long.MAX_VALUE))).isEqualTo(NOON);
    assertThat(arrival.of(record(0, NOON + 1))).isEqualTo(NOON + 1);
  }

  @Test
  void arrivalIsUnknownUntilThePartitionHasShownATimestamp() {
    assertThat(arrival.of(record(0, -1))).isEqualTo(Arrival.UNKNOWN);
    arrival.of(record(1, NOON));
    assertThat(arrival.of(record(0, -1))).isEqualTo(Arrival.UNKNOWN);
    arrival.of(record(0, NOON));
    assertThat(arrival.of(record(0, -1))).isEqualTo(NOON);
  }

  @Test
  void goesOnAfterARestartWhereItWas() {
    arrival.of(record(0, NOON));
    arrival.of(record(3, NOON + 1_000));
    Arrival restored = new Arrival(FIVE_SECONDS);
    restored.restore(arrival.snapshot());

    assertThat(restored.of(record(0, NOON - 60_000))).isEqualTo(NOON - 5_000);
    assertThat(restored.of(record(3, -1))).isEqualTo(NOON + 1_000);
    assertThat(restored.of(record(2, -1))).isEqualTo(Arrival.UNKNOWN);
  }

  @Test
  void whatIsKeptIsReadBackFromItsBytes() throws IOException {
    Highest highest = new Highest("otlp_späns", 7, NOON);
    DataOutputSerializer out = new DataOutputSerializer(64);
    new HighestSerializer().serialize(highest, out);

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(new HighestSerializer().deserialize(in)).isEqualTo(highest);
    assertThat(in.available()).isZero();
  }

  @Test
  void ofSeveralKeptHighestTheHighestCounts() {
    arrival.restore(
        List.of(
            new Highest("otlp_spans", 0, NOON),
            new Highest("otlp_spans", 0, NOON - 1),
            new Highest("otlp_spans", 0, NOON - 2)));

    assertThat(arrival.snapshot()).containsExactly(new Highest("otlp_spans", 0, NOON));
  }

  /** Live and after a restore, however the partitions are mixed and whenever watermarks come. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noArrivalIsEverBehindTheWatermark(long seed) {
    Random random = new Random(seed);
    int partitions = 1 + random.nextInt(5);
    List<Clock> clocks = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      clocks.add(new Clock(random.nextBoolean() ? 1000 : Long.MAX_VALUE));
    }
    Arrival own = new Arrival(FIVE_SECONDS);
    long known = 0;
    for (int i = 0; i < 20_000; i++) {
      int partition = random.nextInt(partitions);
      long timestamp =
          switch (random.nextInt(20)) {
            case 0 -> -1;
            case 1 -> NOON + i * 7L - random.nextInt(1_000_000_000);
            case 2 -> NOON + i * 7L + random.nextInt(60_000);
            default -> NOON + i * 7L - random.nextInt(6_000);
          };
      RawRecord record = record(partition, timestamp);
      long watermark = clocks.stream().mapToLong(c -> c.watermark).min().orElseThrow();
      long arrived = own.of(record);
      if (arrived != Arrival.UNKNOWN) {
        known++;
        assertThat(arrived).as("record %s, seed %s", i, seed).isGreaterThan(watermark);
      }
      clocks.get(partition).generator.onEvent(record, timestamp, clocks.get(partition));
      if (random.nextInt(10) == 0) {
        clocks.forEach(clock -> clock.generator.onPeriodicEmit(clock));
      }
      if (random.nextInt(2_000) == 0) {
        Arrival restored = new Arrival(FIVE_SECONDS);
        restored.restore(own.snapshot());
        own = restored;
      }
    }
    assertThat(known).isGreaterThan(19_000);
    assertThat(clocks).allMatch(clock -> clock.watermark > NOON);
  }

  @Test
  void watermarkIsOutOfOrdernessAndOneMillisecondBehindTheHighest() {
    Clock clock = new Clock(Long.MAX_VALUE);
    clock.generator.onEvent(record(0, NOON), NOON, clock);
    clock.generator.onEvent(record(0, -1), -1, clock);
    clock.generator.onEvent(record(0, NOON - 60_000), NOON - 60_000, clock);
    clock.generator.onPeriodicEmit(clock);

    assertThat(clock.watermark).isEqualTo(NOON - 5_001);
  }

  @Test
  void noWatermarkBeforeTheFirstTimestamp() {
    Clock clock = new Clock(1);
    clock.generator.onEvent(record(0, -1), -1, clock);
    clock.generator.onPeriodicEmit(clock);

    assertThat(clock.watermark).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void outOfOrdernessOfZeroLetsNoRecordBeEarlierThanItsForerunners() {
    Arrival strict =
        new Arrival(
            new TimeSettings(
                Duration.ZERO,
                FIVE_SECONDS.quietGap(),
                FIVE_SECONDS.lateHorizon(),
                FIVE_SECONDS.eventDelay(),
                FIVE_SECONDS.idleness()));
    strict.of(record(0, NOON));

    assertThat(strict.of(record(0, NOON - 1))).isEqualTo(NOON);
  }

  /** A partition's generator and the last watermark it let pass. */
  private static final class Clock implements WatermarkOutput {
    final RecordTime.HighestTimestamp generator;
    long watermark = Long.MIN_VALUE;

    Clock(long stepMillis) {
      generator = new RecordTime.HighestTimestamp(5_000, stepMillis);
    }

    @Override
    public void emitWatermark(Watermark next) {
      assertThat(next.getTimestamp()).isGreaterThan(watermark);
      watermark = next.getTimestamp();
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }

  private static RawRecord record(int partition, long timestampMillis) {
    return record("otlp_spans", partition, timestampMillis);
  }

  private static RawRecord record(String topic, int partition, long timestampMillis) {
    return new RawRecord(topic, partition, 0, timestampMillis, null, new byte[0], List.of());
  }
}
