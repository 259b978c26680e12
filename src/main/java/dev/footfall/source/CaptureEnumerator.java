package dev.footfall.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/** Deals a capture's partitions out to the readers; its state is the splits that none has. */
final class CaptureEnumerator implements SplitEnumerator<CaptureSplit, List<CaptureSplit>> {
  private final SplitEnumeratorContext<CaptureSplit> context;
  private final List<CaptureSplit> unassigned;

  CaptureEnumerator(SplitEnumeratorContext<CaptureSplit> context, List<CaptureSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    List<CaptureSplit> own =
        unassigned.stream()
            .filter(split -> split.partition() % context.currentParallelism() == subtask)
            .toList();
    unassigned.removeAll(own);
    if (!own.isEmpty()) {
      // All at once: a reader that had begun with some would let its watermark pass the others.
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, own)));
    }
    context.signalNoMoreSplits(subtask);
  }

  /** The reader that lost them registers again, and gets them again. */
  @Override
  public void addSplitsBack(List<CaptureSplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String requesterHostname) {}

  @Override
  public List<CaptureSplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}
}
