package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots and restores in other parallelisms, in Flink's harness. */
class AssembleTraceRescaleTest {
  @ParameterizedTest
  @EnumSource
  void goesOnAfterRestoresInOtherParallelisms(AssemblyHarness.Backend backend) throws Exception {
    Random random = new Random(42);
    List<List<TraceFragment>> phases = new ArrayList<>();
    for (int phase = 0; phase < 4; phase++) {
      phases.add(AssemblyHarness.fragments(random, 400, phase * 60_000L));
    }
    Rescaled undisturbed = new Rescaled(AssemblySettings.DEFAULTS, backend);
    Rescaled rescaled = new Rescaled(AssemblyHarness.LITTLE_MEMORY, backend);
    int[] parallelisms = {2, 4, 1, 2};
    for (int phase = 0; phase < 4; phase++) {
      long watermark = phase == 3 ? Long.MAX_VALUE : phase * 60_000L + 60_000;
      undisturbed.run(1, phases.get(phase), watermark);
      rescaled.run(parallelisms[phase], phases.get(phase), watermark);
    }

    assertThat(rescaled.spills).isPositive();
    assertThat(rescaled.output).containsExactlyInAnyOrderElementsOf(undisturbed.output);
    assertThat(rescaled.sums).isEqualTo(undisturbed.sums);
  }

  /** Runs in phases, each with the state of the one before, in a parallelism of its own. */
  private static final class Rescaled {
    final List<String> output = new ArrayList<>();
    final Map<String, Long> sums = Issues.sums();
    long spills;
    private final AssemblySettings settings;
    private final AssemblyHarness.Backend backend;
    private OperatorSubtaskState state;
    private int parallelismBefore;

    Rescaled(AssemblySettings settings, AssemblyHarness.Backend backend) {
      this.settings = settings;
      this.backend = backend;
    }

    void run(int parallelism, List<TraceFragment> fragments, long watermark) throws Exception {
      OperatorSubtaskState[] after = new OperatorSubtaskState[parallelism];
      for (int subtask = 0; subtask < parallelism; subtask++) {
        try (AssemblyHarness harness =
            new AssemblyHarness(settings, backend, parallelism, subtask)) {
          harness.start(
              state == null
                  ? null
                  : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                      state,
                      AssemblyHarness.MAX_PARALLELISM,
                      parallelismBefore,
                      parallelism,
                      subtask));
          for (TraceFragment fragment : fragments) {
            if (harness.owns(fragment.traceId())) {
              harness.process(fragment);
            }
          }
          harness.watermark(watermark);
          spills += harness.spilledKeys();
          harness.flink.prepareSnapshotPreBarrier(1);
          after[subtask] = harness.flink.snapshot(1, 1);
          harness.flink.extractOutputValues().forEach(output::add);
          harness
              .counts()
              .forEach(
                  c ->
                      sums.merge(
                          c.arrivalMinuteMillis() + " " + c.spanClass() + c.reason(),
                          c.spans(),
                          Long::sum));
        }
      }
      state = AbstractStreamOperatorTestHarness.repackageState(after);
      parallelismBefore = parallelism;
    }
  }
}
