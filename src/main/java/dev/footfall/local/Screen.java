package dev.footfall.local;

import dev.footfall.cli.Terminal;
import java.io.PrintStream;
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
    return new Screen(System.err, Terminal.isDrawable());
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
}
