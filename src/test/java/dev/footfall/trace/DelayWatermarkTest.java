package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DelayWatermarkTest {
  @Test
  void holdsBackWatermarksButTheLast() throws Exception {
    try (OneInputStreamOperatorTestHarness<String, String> harness =
        new OneInputStreamOperatorTestHarness<>(new DelayWatermark<>(Duration.ofSeconds(60)))) {
      harness.open();
      harness.processWatermark(100_000);
      harness.processElement("event", 41_000);
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(Long.MIN_VALUE + 1);
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.getOutput())
          .containsExactly(
              new Watermark(40_000),
              new StreamRecord<>("event", 41_000),
              WatermarkStatus.IDLE,
              WatermarkStatus.ACTIVE,
              new Watermark(Long.MIN_VALUE),
              Watermark.MAX_WATERMARK);
    }
  }
}
