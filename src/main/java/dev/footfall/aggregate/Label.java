package dev.footfall.aggregate;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a window is about, such as a page, or one page and the next. Ordered by its texts;
 * a missing second text comes first.
 *
 * @param text may be empty where the window has one row only
 * @param second null where the label has one part
 */
public record Label(String text, @Nullable String second) implements Comparable<Label> {
  /** Stands for all labels that got no row of their own. */
  public static final Label OTHER = new Label("(other)", null);

  /**
   * Counts what may lack something: a window in which it counts anything is never final. Has no
   * row.
   */
  public static final Label INCOMPLETE = new Label("\0incomplete", null);

  static final int MAX_LENGTH = 256;

  private static final Comparator<Label> ORDER =
      Comparator.comparing(Label::text)
          .thenComparing(Label::second, Comparator.nullsFirst(Comparator.naturalOrder()));

  public Label {
    text = cut(text);
    second = second == null ? null : cut(second);
  }

  /** A label of one part. */
  public static Label of(String text) {
    return new Label(text, null);
  }

  @Override
  public int compareTo(Label other) {
    return ORDER.compare(this, other);
  }

  /** The text, if need be its beginning: what is kept of a name must not be of any length. */
  static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
