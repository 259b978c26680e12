package dev.footfall.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a running command talks: on a terminal a block of lines that is drawn again in place,
 * elsewhere nothing but plain lines.
 */
final class Screen {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final boolean terminal;
  private int drawn;

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Standard error, as a terminal if it is one. */
  static Screen standardError() {
    return new Screen(System.err, isTerminal() && !"dumb".equals(System.getenv("TERM")));
  }

  boolean isDrawable() {
    return terminal;
  }

  /** Says something that stays; a drawn block gives way to it. */
  void say(String line) {
    out.print(erase() + line + System.lineSeparator());
    out.flush();
    drawn = 0;
  }

  /** Draws a block over the last one. */
  void draw(List<String> block) {
    StringBuilder text = new StringBuilder(erase());
    // Without wrapping a line is a line however narrow the terminal, and the block is found again.
    text.append(ESCAPE).append("?7l");
    block.forEach(line -> text.append(line).append(System.lineSeparator()));
    out.print(text.append(ESCAPE).append("?7h"));
    out.flush();
    drawn = block.size();
  }

  private String erase() {
    return drawn == 0 ? "" : ESCAPE + drawn + "A" + ESCAPE + "J";
  }

  private static boolean isTerminal() {
    try {
      Path standardError = Path.of("/proc/self/fd/2").toRealPath();
      return standardError.startsWith("/dev/pts")
          || standardError.toString().startsWith("/dev/tty");
    } catch (IOException noProcOrNoFile) {
      // Not Linux, or a pipe. The JVM itself can only tell of standard input and output together.
      return !Path.of("/proc/self/fd").toFile().exists() && System.console() != null;
    }
  }
}
