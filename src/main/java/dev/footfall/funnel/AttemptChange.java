package dev.footfall.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is counted from now on, or no longer. An open one is taken back before it is
 * counted as it is now, and before it is final; a final one stays.
 *
 * <p>Byte form, version 2: version, key, whether it is added, whether it is final, attempt, trace.
 *
 * @param sign 1 to count it, -1 to take back what was counted before
 * @param isFinal it can no longer change
 * @param traceId of what is counted, the trace of the request at which it stands: of one who left
 *     that of their last interaction, by which they are told to have met something; null of what is
 *     taken back
 */
public record AttemptChange(
    FunnelKey key, int sign, boolean isFinal, Attempt attempt, @Nullable String traceId) {
  private static final int VERSION = 2;

  /** Without a trace. */
  public AttemptChange(FunnelKey key, int sign, boolean isFinal, Attempt attempt) {
    this(key, sign, isFinal, attempt, null);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    key.write(out);
    out.writeBoolean(sign > 0);
    out.writeBoolean(isFinal);
    attempt.write(out);
    Texts.write(traceId, out);
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
        FunnelKey.read(in),
        in.readBoolean() ? 1 : -1,
        in.readBoolean(),
        Attempt.read(in),
        Texts.read(in));
  }
}
