package dev.footfall.funnel;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.BoundedPattern;
import dev.footfall.funnel.Funnel.Condition;
import dev.footfall.funnel.Funnel.EventTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests whether an event is the one a funnel names. */
final class MatchEvent {
  private final String name;
  private final List<PropertyTest> tests;

  private record PropertyTest(
      String property, List<String> equals, @Nullable BoundedPattern regex) {
    boolean holds(AnalyticsEvent event) {
      String text = EventProperty.text(event, property);
      return text != null
          && (equals.isEmpty() || equals.contains(text))
          && (regex == null || regex.fits(text));
    }
  }

  MatchEvent(EventTest test) {
    this.name = test.event();
    this.tests = test.conditions().stream().map(MatchEvent::compiled).toList();
  }

  private static PropertyTest compiled(Condition condition) {
    String regex = condition.regex();
    return new PropertyTest(
        condition.property(), condition.equals(), regex == null ? null : BoundedPattern.of(regex));
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
}
