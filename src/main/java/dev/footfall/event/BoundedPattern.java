package dev.footfall.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that must fit a text whole, and that no text can keep busy: what visitors
 * send is tried in a bounded number of steps, counted, not timed, so that a replay agrees. Longer
 * texts and those that take more steps do not fit. Thread-safe.
 */
public final class BoundedPattern {
  /** Longer texts fit nothing; also keeps the depth of the matcher's recursion small. */
  static final int MAX_LENGTH = 2_048;

  private static final int MAX_STEPS = 200_000;

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong and at which character
   */
  public static BoundedPattern of(String regex) {
    try {
      return new BoundedPattern(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      throw new IllegalArgumentException("no regular expression: " + e.getDescription() + where, e);
    }
  }

  /** Whether the whole text fits. */
  public boolean fits(String text) {
    return match(text) != null;
  }

  /** The match, for its groups; null where the text does not fit. */
  public @Nullable Matcher match(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    Matcher matcher = pattern.matcher(new CountedText(text));
    try {
      return matcher.matches() ? matcher : null;
    } catch (TooManySteps e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }

  /** Counts how often the matcher looks at a character, which is what backtracking multiplies. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private int steps;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw TooManySteps.INSTANCE;
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final TooManySteps INSTANCE = new TooManySteps();

    private TooManySteps() {
      super("too many steps", null, false, false);
    }
  }
}
