package dev.footfall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines of text, {@value #WIDTH} columns wide, with colours where the terminal takes them. */
final class Page {
  static final int WIDTH = 100;

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  /** Also those beyond ASCII, by which some terminals are steered as by an escape. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private static final Pattern CONTROL_BUT_COLOUR =
      Pattern.compile("(?!" + COLOUR.pattern() + ")" + CONTROL.pattern());

  private final boolean colours;
  private final StringBuilder text = new StringBuilder();

  Page(Ansi ansi) {
    colours = ansi.enabled();
  }

  /** Adds a line as it is, but for what a visitor sent to steer the terminal. */
  Page line(String line) {
    Pattern control = colours ? CONTROL_BUT_COLOUR : CONTROL;
    text.append(control.matcher(line.stripTrailing()).replaceAll("·")).append('\n');
    return this;
  }

  Page blank() {
    return line("");
  }

  /** Adds words behind a first part, broken so that they stay within the width and behind it. */
  Page wrapped(String first, int indent, String words) {
    String lead = first;
    for (String part : broken(words, WIDTH - indent)) {
      line(lead + " ".repeat(Math.max(0, indent - columns(lead))) + part);
      lead = "";
    }
    return this;
  }

  private static List<String> broken(String words, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int columns = 0;
    for (String word : words.split(" ")) {
      int more = columns(word);
      if (columns > 0 && columns + 1 + more > width) {
        lines.add(line.toString());
        line.setLength(0);
        columns = 0;
      }
      line.append(columns == 0 ? "" : " ").append(word);
      columns += columns == 0 ? more : 1 + more;
      while (columns > width && line.indexOf("\u001b") < 0) { // one word that is too long
        lines.add(line.substring(0, width));
        line.delete(0, width);
        columns = line.length();
      }
    }
    lines.add(line.toString());
    return lines;
  }

  String bold(String words) {
    return styled(Style.bold, words);
  }

  String faint(String words) {
    return styled(Style.faint, words);
  }

  String good(String words) {
    return styled(Style.fg_green, words);
  }

  String notice(String words) {
    return styled(Style.fg_yellow, words);
  }

  String bad(String words) {
    return styled(Style.fg_red, words);
  }

  private String styled(IStyle style, String words) {
    return colours && !words.isEmpty() ? style.on() + words + style.off() : words;
  }

  /** How wide a text is on the screen. */
  static int columns(String styled) {
    return COLOUR.matcher(styled).replaceAll("").length();
  }

  /** The text, cut or filled up to a width. */
  static String cell(String text, int width) {
    return text.length() <= width
        ? text + " ".repeat(width - text.length())
        : text.substring(0, width - 1) + "…";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
