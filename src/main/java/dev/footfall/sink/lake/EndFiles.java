package dev.footfall.sink.lake;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** Ends a file at each checkpoint, when it is large, and when nothing comes any more. */
final class EndFiles<T> extends CheckpointRollingPolicy<T, String> {
  private static final long serialVersionUID = 1;

  /** Compressed; what readers of object stores recommend. */
  static final long MAX_BYTES = 256 << 20;

  private final long idleMillis;

  /**
   * @param idleMillis by the clock
   */
  EndFiles(long idleMillis) {
    this.idleMillis = idleMillis;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) throws IOException {
    return file.getSize() > MAX_BYTES;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long nowMillis) {
    return nowMillis - file.getLastUpdateTime() > idleMillis;
  }
}
