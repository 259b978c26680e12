package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.junit.jupiter.api.Test;

class WriteRawStateTest {
  private final List<String> steps = new ArrayList<>();
  private final FutureTask<SnapshotResult<KeyedStateHandle>> closing =
      new FutureTask<>(
          () -> {
            steps.add("closed");
            return SnapshotResult.empty();
          });

  @Test
  void writesBeforeTheStreamIsClosed() throws Exception {
    WriteRawState future = new WriteRawState(closing, () -> steps.add("written"));
    assertThat(future.isDone()).isFalse();

    future.run();

    assertThat(steps).containsExactly("written", "closed");
    assertThat(future.get()).isEqualTo(SnapshotResult.empty());
  }

  @Test
  void givesTheStreamUpWhereWritingFails() {
    IOException full = new IOException("disk full");
    WriteRawState future =
        new WriteRawState(
            closing,
            () -> {
              throw full;
            });
    future.run();

    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(full);
    assertThat(steps).isEmpty();
    assertThat(closing.isCancelled()).isTrue();
  }
}
