package dev.footfall.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
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
    Iterator<CaptureSplit> splits = unassigned.iterator();
    while (splits.hasNext()) {
      CaptureSplit split = splits.next();
      if (split.partition() % context.currentParallelism() == subtask) {
        context.assignSplit(split, subtask);
        splits.remove();
      }
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
