package dev.footfall.funnel;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Label;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is counted of a funnel in one window and breakdown, as of one moment; replaces the row with
 * the same key and a lower revision.
 *
 * @param revision from 1, rising
 * @param issuedAtMillis when this revision was issued, in the time of the data
 */
public record FunnelRow(
    FunnelKey key, FunnelCounts counts, State state, int revision, long issuedAtMillis) {

  /** Whether the counts of the window can still change. */
  public enum State {
    OPEN,
    FINAL
  }

  /**
   * A row with its counts read. It is final only if no attempt in it can change: at the end of a
   * bounded range some still could. Breakdowns beyond the bound are one, {@code (other)}.
   */
  public static FunnelRow of(AggregateRow row) {
    try {
      FunnelCounts counts =
          FunnelCounts.read(new DataInputStream(new ByteArrayInputStream(row.summary())));
      String breakdown =
          row.label().equals(Label.OTHER) ? Label.OTHER.text() : row.label().second();
      return new FunnelRow(
          new FunnelKey(row.key().name(), row.key().startMillis(), breakdown),
          counts,
          row.isFinal() && counts.openAttempts() == 0 ? State.FINAL : State.OPEN,
          row.revision(),
          row.issuedAtMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
