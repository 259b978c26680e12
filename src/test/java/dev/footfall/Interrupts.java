package dev.footfall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether processes that a test starts can be interrupted. */
public final class Interrupts {
  private Interrupts() {}

  /** Whether SIGINT is ignored here, and so in every process that is started from here. */
  public static boolean areIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }
}
