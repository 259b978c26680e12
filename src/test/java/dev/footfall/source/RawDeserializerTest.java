package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RawDeserializerTest {
  private static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Test
  void timestampMoreThanADayAheadOfTheClockCountsAsAbsent() {
    assertThat(RecordTime.orAbsent(NOW + DAY, NOW)).isEqualTo(NOW + DAY);
    assertThat(RecordTime.orAbsent(NOW + DAY + 1, NOW)).isEqualTo(-1);
    assertThat(RecordTime.orAbsent(Long.MAX_VALUE, NOW)).isEqualTo(-1);
    assertThat(RecordTime.orAbsent(0, NOW)).isZero();
    assertThat(RecordTime.orAbsent(-1, NOW)).isEqualTo(-1);
  }

  @Test
  void recordKeepsItsTimeUnlessThatIsInTheFuture() {
    long now = System.currentTimeMillis();

    assertThat(deserialized(now).timestampMillis()).isEqualTo(now);
    assertThat(deserialized(now + 400 * DAY).timestampMillis()).isEqualTo(-1);
  }

  @Test
  void timeThatWasInTheFutureOfARangeIsSoOnItsReplay() {
    assertThat(deserialized(NOW + DAY, NOW).timestampMillis()).isEqualTo(NOW + DAY);
    assertThat(deserialized(NOW + DAY + 1, NOW).timestampMillis()).isEqualTo(-1);
  }

  private static RawRecord deserialized(long timestampMillis) {
    return deserialized(timestampMillis, Long.MAX_VALUE);
  }

  private static RawRecord deserialized(long timestampMillis, long clockAtMostMillis) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "otlp_spans",
            1,
            2,
            timestampMillis,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            null,
            new byte[] {3},
            new RecordHeaders(),
            Optional.empty());
    List<RawRecord> out = new ArrayList<>();
    new RawDeserializer(clockAtMostMillis).deserialize(record, new ListCollector<>(out));
    return out.get(0);
  }
}
