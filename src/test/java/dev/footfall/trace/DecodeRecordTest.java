package dev.footfall.trace;

import static dev.footfall.trace.DecoderHarness.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ServerSpan;
import dev.footfall.source.RawRecord;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeRecordTest {
  private static final byte[] VISIT = ServerSpan.visit().bytes();

  @TempDir private Path folder;

  @Test
  void arrivalsGoOnAfterARestoreWhereTheyWere() throws Exception {
    OperatorSubtaskState state;
    try (var before = DecoderHarness.operator(folder)) {
      before.open();
      before.processElement(DecoderHarness.record(VISIT, NOON.toEpochMilli()), -1);
      state = before.snapshot(1, 1);
    }

    try (OneInputStreamOperatorTestHarness<RawRecord, TraceFragment> after =
        DecoderHarness.operator(folder)) {
      after.initializeState(state);
      after.open();
      after.processElement(DecoderHarness.record(VISIT, -1), -1);

      assertThat(after.extractOutputValues())
          .singleElement()
          .satisfies(f -> assertThat(f.arrivalMillis()).isEqualTo(NOON.toEpochMilli()));
    }
  }
}
