package dev.footfall.config;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * One thing that is wrong with the configuration.
 *
 * @param source the file, or {@code --set path}
 * @param line from 1
 * @param column from 1, in code points
 * @param message what is wrong and what would be right; never a secret
 * @param excerpt the line of the source, its secrets masked, and a caret below the column; null
 *     where there is none to show
 */
public record Problem(
    String source, int line, int column, String message, @Nullable String excerpt) {
  private static final int LONGEST_LINE = 120;

  static Problem at(Mark mark, String message, boolean showLine) {
    return new Problem(
        mark.getName(),
        mark.getLine() + 1,
        mark.getColumn() + 1,
        message,
        // An override's value stands alone here, without the key that would tell a secret.
        showLine && !mark.getName().startsWith(Overrides.FLAG) ? excerptOf(mark) : null);
  }

  /** {@code file:line:column: message}, then the excerpt. */
  @Override
  public String toString() {
    String place = source.startsWith(Overrides.FLAG) ? source : source + ":" + line + ":" + column;
    return place + ": " + message + (excerpt == null ? "" : "\n" + excerpt);
  }

  private static @Nullable String excerptOf(Mark mark) {
    // What the parser keeps of the text, which need not be all.
    int[] text = mark.getBuffer();
    int at = Math.min(mark.getPointer(), text.length);
    int start = at;
    int end = at;
    while (start > 0 && !isLineEnd(text[start - 1])) {
      start--;
    }
    while (end < text.length && !isLineEnd(text[end])) {
      end++;
    }
    if (at - start < mark.getColumn()) {
      start = afterComma(text, start, at);
    }
    String line = Secrets.mask(new String(text, start, end - start));
    return line.isBlank() ? null : withCaret(line, Math.min(at - start, line.length()));
  }

  /** Where a line begins whose start is gone, and with it a key that would tell a secret. */
  private static int afterComma(int[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == ',') {
        return i + 1;
      }
    }
    return end;
  }

  /** The part of a line around a place, and below it a caret. */
  private static String withCaret(String line, int at) {
    int from = line.length() <= LONGEST_LINE ? 0 : Math.max(0, at - LONGEST_LINE / 2);
    int to = Math.min(line.length(), from + LONGEST_LINE);
    String shown = (from == 0 ? "    " : "... ") + line.substring(from, to);
    // A tab stays one, so that the caret stands below its column in any terminal.
    String below = shown.substring(0, 4 + at - from).replaceAll("[^\t]", " ") + "^";
    return shown + (to == line.length() ? "" : " ...") + "\n" + below;
  }

  private static boolean isLineEnd(int codePoint) {
    return codePoint == '\n' || codePoint == '\r' || codePoint == 0;
  }
}
