package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class CaptureEnumeratorTest {
  private final Assigned context = new Assigned();
  private final List<CaptureSplit> splits = List.of(split(0), split(1), split(2), split(3));

  private static CaptureSplit split(int partition) {
    return new CaptureSplit("otlp_spans", partition, 0);
  }

  /** A reader that began with some of its splits would let its watermark pass the others. */
  @Test
  void givesAReaderAllItsSplitsAtOnce() {
    CaptureEnumerator enumerator = new CaptureEnumerator(context, splits);

    enumerator.addReader(1);
    enumerator.addReader(0);

    assertThat(context.assignments)
        .containsExactly(
            Map.of(1, List.of(split(1), split(3))), Map.of(0, List.of(split(0), split(2))));
    assertThat(context.finished).containsExactly(1, 0);
    assertThat(enumerator.snapshotState(1)).isEmpty();
  }

  /** Keeps what it is told; two readers. */
  private static final class Assigned implements SplitEnumeratorContext<CaptureSplit> {
    final List<Map<Integer, List<CaptureSplit>>> assignments = new ArrayList<>();
    final List<Integer> finished = new ArrayList<>();

    @Override
    public int currentParallelism() {
      return 2;
    }

    @Override
    public void assignSplits(SplitsAssignment<CaptureSplit> assignment) {
      assignments.add(assignment.assignment());
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      finished.add(subtask);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.of();
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable,
        BiConsumer<T, Throwable> handler,
        long initialDelayMillis,
        long periodMillis) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setIsProcessingBacklog(boolean backlog) {
      throw new UnsupportedOperationException();
    }
  }
}
