package dev.footfall.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of a capture side by side: of its splits' next records always the one with the
 * lowest timestamp, so that no partition runs ahead of the others. Reads the file in the task's own
 * thread.
 */
final class CaptureReader implements SourceReader<RawRecord, CaptureSplit> {
  private final CaptureFile file;
  private final @Nullable ReadProgress progress;
  private final List<OpenSplit> open = new ArrayList<>();
  private final Set<String> paused = new HashSet<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;

  CaptureReader(CaptureFile file) {
    this.file = file;
    progress = ReadProgress.watched(file.path());
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws IOException {
    OpenSplit next = null;
    for (OpenSplit split : open) {
      if (!paused.contains(split.id) && (next == null || split.isBefore(next))) {
        next = split;
      }
    }
    if (next == null) {
      if (open.isEmpty() && noMoreSplits) {
        return InputStatus.END_OF_INPUT;
      }
      available = new CompletableFuture<>();
      return InputStatus.NOTHING_AVAILABLE;
    }
    RawRecord record = next.next;
    if (record == null) {
      next.close();
      open.remove(next);
      output.releaseOutputForSplit(next.id);
      return InputStatus.MORE_AVAILABLE;
    }
    output.createOutputForSplit(next.id).collect(record, record.timestampMillis());
    if (progress != null) {
      progress.read(record.timestampMillis());
    }
    next.advance();
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<CaptureSplit> snapshotState(long checkpointId) {
    return open.stream().map(OpenSplit::position).toList();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<CaptureSplit> splits) {
    for (CaptureSplit split : splits) {
      try {
        open.add(new OpenSplit(file, split));
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    paused.addAll(toPause);
    paused.removeAll(toResume);
    available.complete(null);
  }

  @Override
  public void close() throws IOException {
    for (OpenSplit split : open) {
      split.close();
    }
  }

  /** A split that is being read, one record ahead. */
  private static final class OpenSplit {
    private final String id;
    private final String topic;
    private final int partition;
    private final CaptureFile.Reader reader;
    private long read;
    private @Nullable RawRecord next;

    OpenSplit(CaptureFile file, CaptureSplit split) throws IOException {
      id = split.splitId();
      topic = split.topic();
      partition = split.partition();
      reader = file.open();
      next = readNext();
      while (read < split.read()) {
        advance();
      }
    }

    /** An ended split comes first, so that it no longer holds the watermark. */
    boolean isBefore(OpenSplit other) {
      if (next == null || other.next == null) {
        return next == null;
      }
      return next.timestampMillis() < other.next.timestampMillis();
    }

    void advance() throws IOException {
      Objects.requireNonNull(next, "a capture changed while it was read");
      read++;
      next = readNext();
    }

    CaptureSplit position() {
      return new CaptureSplit(topic, partition, read);
    }

    void close() throws IOException {
      reader.close();
    }

    private @Nullable RawRecord readNext() throws IOException {
      RawRecord record = reader.next(partition);
      while (record != null && !record.topic().equals(topic)) {
        record = reader.next(partition);
      }
      return record;
    }
  }
}
