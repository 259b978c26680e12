package dev.footfall.privacy;

import java.nio.file.Path;

/**
 * The ring of secret day keys, one per local day, provisioned days ahead in a file; never in Flink
 * state. Deleting a day's key ends the possibility to derive that day's ids again.
 */
public final class DayKeys {
  private DayKeys() {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a ring.
   *
   * @throws IllegalArgumentException naming file, line and what is wrong, never a secret
   */
  public static DayKeys read(Path file) {
    throw new UnsupportedOperationException();
  }
}
