package dev.footfall.funnel;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.funnel.Funnel.Condition;
import dev.footfall.funnel.Funnel.EventTest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether an event is the one a funnel names. A regular expression must fit the whole text;
 * what visitors send is tried in a bounded number of steps, counted, not timed, so that a replay
 * agrees: longer texts, and those that take more steps, do not fit.
 */
final class MatchEvent {
  private static final int MAX_LENGTH = 2_048;
  private static final int MAX_STEPS = 200_000;

  private final String name;
  private final List<PropertyTest> tests;

  private record PropertyTest(String property, List<String> equals, @Nullable Pattern regex) {
    boolean holds(AnalyticsEvent event) {
      String text = EventProperty.text(event, property);
      return text != null
          && (equals.isEmpty() || equals.contains(text))
          && (regex == null || fits(regex, text));
    }
  }

  MatchEvent(EventTest test) {
    this.name = test.event();
    this.tests = test.conditions().stream().map(MatchEvent::compiled).toList();
  }

  private static PropertyTest compiled(Condition condition) {
    String regex = condition.regex();
    return new PropertyTest(
        condition.property(), condition.equals(), regex == null ? null : Pattern.compile(regex));
  }

  boolean matches(AnalyticsEvent event) {
    if (!event.eventName().equals(name)) {
      return false;
    }
    for (PropertyTest test : tests) {
      if (!test.holds(event)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Pattern regex, String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    try {
      return regex.matcher(new CountedText(text)).matches();
    } catch (TooManySteps e) {
      return false;
    }
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
