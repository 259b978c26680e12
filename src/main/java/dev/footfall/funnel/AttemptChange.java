package dev.footfall.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An attempt that is counted from now on, or no longer. An open one is taken back before it is
 * counted as it is now, and before it is final; a final one stays.
 *
 * <p>Byte form, version 1: version, key, whether it is added, whether it is final, attempt.
 *
 * @param sign 1 to count it, -1 to take back what was counted before
 * @param isFinal it can no longer change
 */
public record AttemptChange(FunnelKey key, int sign, boolean isFinal, Attempt attempt) {
  private static final int VERSION = 1;

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    key.write(out);
    out.writeBoolean(sign > 0);
    out.writeBoolean(isFinal);
    attempt.write(out);
  }

  /**
   * @throws IOException also for an unknown version
   */
  public static AttemptChange read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("change of an attempt in unknown version " + version);
    }
    return new AttemptChange(
        FunnelKey.read(in), in.readBoolean() ? 1 : -1, in.readBoolean(), Attempt.read(in));
  }
}
