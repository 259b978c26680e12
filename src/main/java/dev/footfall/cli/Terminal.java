package dev.footfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells what this process's outputs are. */
public final class Terminal {
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  /** Whether standard error is a terminal on which lines may be drawn over. */
  public static boolean isDrawable() {
    return isTerminal(STANDARD_ERROR) && !"dumb".equals(System.getenv("TERM"));
  }

  /** Whether standard output takes colours, and nobody asked for none. */
  static boolean takesColours() {
    return isTerminal(STANDARD_OUTPUT) && allowsColours(System.getenv());
  }

  /** See <a href="https://no-color.org">no-color.org</a>. */
  static boolean allowsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Path file = Path.of("/proc/self/fd/" + descriptor).toRealPath();
      return file.startsWith("/dev/pts") || file.toString().startsWith("/dev/tty");
    } catch (IOException noProcOrNoFile) {
      // Not Linux, or a pipe. The JVM itself can only tell of standard input and output together.
      return !Files.exists(Path.of("/proc/self/fd")) && System.console() != null;
    }
  }
}
