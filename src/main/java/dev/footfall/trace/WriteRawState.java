package dev.footfall.trace;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous part of a snapshot of raw keyed state. Flink's own only closes the stream and
 * takes for granted that all was written while the task waited; this one writes first.
 */
final class WriteRawState implements RunnableFuture<SnapshotResult<KeyedStateHandle>> {
  private final RunnableFuture<SnapshotResult<KeyedStateHandle>> closing;
  private final Writer writer;
  private volatile @Nullable IOException failure;

  /** Writes the state to the stream that closing closes. */
  @FunctionalInterface
  interface Writer {
    void write() throws IOException;
  }

  WriteRawState(RunnableFuture<SnapshotResult<KeyedStateHandle>> closing, Writer writer) {
    this.closing = closing;
    this.writer = writer;
  }

  /** Where writing fails the stream is given up, so that no half of a state passes for a whole. */
  @Override
  public void run() {
    boolean written = false;
    try {
      writer.write();
      written = true;
    } catch (IOException e) {
      failure = e;
    } finally {
      if (!written) {
        closing.cancel(true);
      }
    }
    closing.run();
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return closing.cancel(mayInterruptIfRunning);
  }

  @Override
  public boolean isCancelled() {
    return closing.isCancelled();
  }

  @Override
  public boolean isDone() {
    return closing.isDone();
  }

  @Override
  public SnapshotResult<KeyedStateHandle> get() throws InterruptedException, ExecutionException {
    throwFailure();
    return closing.get();
  }

  @Override
  public SnapshotResult<KeyedStateHandle> get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    throwFailure();
    return closing.get(timeout, unit);
  }

  private void throwFailure() throws ExecutionException {
    if (failure != null) {
      throw new ExecutionException(failure);
    }
  }
}
