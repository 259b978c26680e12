package dev.footfall.aggregate;

/**
 * A row of a window: all that is counted under its label so far. Replaces rows of the same key and
 * label with a lower revision.
 *
 * @param summary byte form, read by whoever writes the row
 * @param revision from 1, rising
 * @param issuedAtMillis the moment in data time at which the row went out
 * @param isFinal the window is forgotten: no further row comes
 * @param retracted all that was counted has been taken back; comes once
 */
@SuppressWarnings("ArrayRecordComponent")
public record AggregateRow(
    WindowKey key,
    Label label,
    byte[] summary,
    int revision,
    long issuedAtMillis,
    boolean isFinal,
    boolean retracted) {

  /** The same, of a window that is not over. */
  public AggregateRow open() {
    return new AggregateRow(key, label, summary, revision, issuedAtMillis, false, retracted);
  }
}
