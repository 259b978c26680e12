package dev.footfall.local.compare;

import dev.footfall.sink.Output;

/** Some of a run's records: all of them, or those of a piece of its time. */
public interface Piece {
  /** Whether the output is there, with records or without. */
  boolean has(Output output);

  /**
   * Reads all records of an output, in any order.
   *
   * @throws UnreadableRun where one cannot be read
   */
  void read(Output output, Records records);

  /** Takes the records of a piece. */
  @FunctionalInterface
  interface Records {
    /**
     * @param line a JSON object
     * @throws UnreadableRun where it is none of the output's
     */
    void take(byte[] line);
  }
}
