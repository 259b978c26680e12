package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.trace.Fragments.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssembleTraceTest {
  private static final TraceId ID = new TraceId(7, 1);

  @Test
  void issuesAndCountsBeforeTheWatermarkGoesOn() throws Exception {
    try (AssemblyHarness harness =
        new AssemblyHarness(AssemblySettings.DEFAULTS, AssemblyHarness.Backend.HEAP, 1, 0)) {
      harness.start(null);
      harness.process(Fragments.fragment(ID, 5_000, Sent.server(1)));
      harness.watermark(15_000);

      assertThat(harness.flink.getOutput())
          .containsExactly(
              new StreamRecord<>(ID + " revision 1: [1]", 15_000), new Watermark(15_000));
      assertThat(harness.counts()).containsExactly(AccountingCount.spans(0, SpanClass.USED, "", 1));
    }
  }

  @Test
  void countsAtEachBarrierWhatWasCountedByThen() throws Exception {
    AssemblySettings settings = new AssemblySettings(1 << 20, 1, 60, Duration.ofMinutes(5));
    try (AssemblyHarness harness =
        new AssemblyHarness(settings, AssemblyHarness.Backend.HEAP, 1, 0)) {
      harness.start(null);
      harness.process(
          Fragments.fragment(ID, 5_000, Sent.server(1), Sent.inner(2, 1), Sent.inner(3, 1)));
      assertThat(harness.counts()).isEmpty();

      harness.flink.prepareSnapshotPreBarrier(1);

      assertThat(harness.counts())
          .containsExactly(AccountingCount.spans(0, SpanClass.DROPPED_BY_RULE, TraceCap.REASON, 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesWhatWasHeldAtTheBarrierWhileItGoesOn(AssemblyHarness.Backend backend)
      throws Exception {
    OperatorSubtaskState state;
    try (AssemblyHarness harness = new AssemblyHarness(AssemblySettings.DEFAULTS, backend, 1, 0)) {
      harness.start(null);
      harness.process(Fragments.fragment(ID, 5_000, Sent.server(1)));
      OperatorSnapshotFutures futures = harness.snapshot();
      harness.process(Fragments.fragment(ID, 6_000, Sent.inner(2, 1)));
      harness.watermark(20_000);
      state = OperatorSnapshotFinalizer.create(futures).getJobManagerOwnedState();
    }
    try (AssemblyHarness harness = new AssemblyHarness(AssemblySettings.DEFAULTS, backend, 1, 0)) {
      harness.start(state);
      harness.watermark(20_000);
      assertThat(harness.flink.extractOutputValues()).containsExactly(ID + " revision 1: [1]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoStateBehindTheHorizon(AssemblyHarness.Backend backend) throws Exception {
    try (AssemblyHarness harness =
        new AssemblyHarness(AssemblyHarness.LITTLE_MEMORY, backend, 1, 0)) {
      harness.start(null);
      List<TraceFragment> fragments = AssemblyHarness.fragments(new Random(1), 500, 0);
      fragments.forEach(harness::process);
      harness.watermark(60_000);
      assertThat(harness.spilledKeys()).isNotZero();
      OperatorSubtaskState before = harness.flink.snapshot(1, 1);
      assertThat(before.getRawKeyedState()).isNotEmpty();

      harness.watermark(1_000_000);

      assertThat(harness.spilledKeys()).isZero();
      assertThat(harness.flink.snapshot(2, 2).getRawKeyedState()).isEmpty();
    }
  }
}
