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
 * @param excerpt the line of the source, its secrets masked; null where there is none to show
 */
public record Problem(
    String source, int line, int column, String message, @Nullable String excerpt) {

  static Problem at(Mark mark, String message, boolean showLine) {
    return new Problem(
        mark.getName(),
        mark.getLine() + 1,
        mark.getColumn() + 1,
        message,
        // An override's value stands alone here, without the key that would tell a secret.
        showLine && !mark.getName().startsWith(Overrides.FLAG) ? Secrets.mask(lineOf(mark)) : null);
  }

  /** {@code file:line:column: message}, then the source line and a caret below the column. */
  @Override
  public String toString() {
    String place = source.startsWith(Overrides.FLAG) ? source : source + ":" + line + ":" + column;
    String first = place + ": " + message;
    if (excerpt == null || excerpt.isBlank()) {
      return first;
    }
    String before = excerpt.substring(0, Math.min(column - 1, excerpt.length()));
    return first
        + "\n    "
        + excerpt
        + "\n    "
        // A tab stays one, so that the caret stands below its column in any terminal.
        + before.replaceAll("[^\t]", " ")
        + "^";
  }

  private static String lineOf(Mark mark) {
    int[] text = mark.getBuffer();
    int start = Math.min(mark.getPointer(), text.length);
    int end = start;
    while (start > 0 && !isLineEnd(text[start - 1])) {
      start--;
    }
    while (end < text.length && !isLineEnd(text[end])) {
      end++;
    }
    return new String(text, start, end - start);
  }

  private static boolean isLineEnd(int codePoint) {
    return codePoint == '\n' || codePoint == '\r' || codePoint == 0;
  }
}
