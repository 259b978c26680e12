package dev.footfall.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What attempts are counted by.
 *
 * @param cohortStartMillis start of the window in which the attempts start, epoch milliseconds
 * @param breakdown null where the funnel has none, or the attempt no value
 */
public record FunnelKey(String funnelId, long cohortStartMillis, @Nullable String breakdown) {
  public void write(DataOutput out) throws IOException {
    Texts.write(funnelId, out);
    out.writeLong(cohortStartMillis);
    Texts.write(breakdown, out);
  }

  public static FunnelKey read(DataInput in) throws IOException {
    return new FunnelKey(Texts.readPresent(in), in.readLong(), Texts.read(in));
  }
}
