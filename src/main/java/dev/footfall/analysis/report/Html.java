package dev.footfall.analysis.report;

import java.util.Locale;

/** Writes elements, with all text escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Adds markup as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c < ' ' && c != '\n' || c == '\u007f' ? '·' : c);
      }
    }
    return this;
  }

  /**
   * An element that holds only text.
   *
   * @param tag with its attributes, such as {@code p class="note"}
   */
  Html element(String tag, String text) {
    int end = tag.indexOf(' ');
    raw("<" + tag + ">").text(text);
    return raw("</" + (end < 0 ? tag : tag.substring(0, end)) + ">\n");
  }

  /** A number for an attribute, with at most two decimals. */
  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
