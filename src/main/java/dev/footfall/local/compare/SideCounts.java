package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What was read of an output on one side, and what of it is not compared. */
final class SideCounts {
  /** Records inside the range. */
  long records;

  /** Rows that were held against the other side. */
  long compared;

  /**
   * Records that were there before with the same revision and content: readers see no difference.
   */
  long repeated;

  /** Records that were there before with the same revision and another content. */
  long contradicting;

  /** Rows that are taken back. */
  long retracted;

  /** Rows that can still change: sessions that are not closed, windows that are not final. */
  long unfinished;

  @Nullable ObjectNode contradiction;

  void contradict(ObjectNode row) {
    contradicting++;
    if (contradiction == null) {
      contradiction = row;
    }
  }
}
