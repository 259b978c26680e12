package dev.footfall.rule;

import dev.footfall.otlp.Projection;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what rules read of spans, which is what the reader must keep. */
public final class RuleProjection {
  private final Set<String> attributes = new TreeSet<>();
  private final Map<String, Set<String>> events = new TreeMap<>();
  private boolean spanNames;

  private RuleProjection() {}

  /** What is kept for these rules, which are good. */
  public static Projection of(List<Rule> rules) {
    RuleProjection read = new RuleProjection();
    rules.forEach(read::add);
    return new Projection(read.attributes, read.spanNames, read.events);
  }

  /** Whether the same is kept for two lists of rules. */
  public static boolean agree(List<Rule> one, List<Rule> other) {
    RuleProjection first = new RuleProjection();
    one.forEach(first::add);
    RuleProjection second = new RuleProjection();
    other.forEach(second::add);
    return first.attributes.equals(second.attributes)
        && first.events.equals(second.events)
        && first.spanNames == second.spanNames;
  }

  /** The names of all attributes that these rules read, of spans, resources and events. */
  public static Set<String> names(List<Rule> rules) {
    RuleProjection read = new RuleProjection();
    rules.forEach(read::add);
    Set<String> names = new TreeSet<>(read.attributes);
    read.events.values().forEach(names::addAll);
    return names;
  }

  /** The names of all events of spans that these rules read. */
  public static Set<String> eventNames(List<Rule> rules) {
    RuleProjection read = new RuleProjection();
    rules.forEach(read::add);
    return read.events.keySet();
  }

  private void add(Rule rule) {
    add(rule.match().spans(), rule.match().cel());
    if (rule.verification() != null) {
      add(rule.verification().spans(), rule.verification().cel());
    }
    if (rule.items() != null && rule.items().eachSpan() != null) {
      add(rule.items().eachSpan());
    }
    for (Parameter parameter : rule.allParams()) {
      if (parameter.origin() == Origin.CEL) {
        addExpression(parameter.key());
      } else if (parameter.origin() == Origin.SPAN_EVENT && parameter.event() != null) {
        add(parameter.event(), parameter.key());
      } else if (parameter.origin() == Origin.ATTRIBUTE
          || parameter.origin() == Origin.SPAN_ATTRIBUTE) {
        attributes.add(parameter.key());
      }
    }
  }

  private void add(List<SpanTest> spans, @Nullable String cel) {
    spans.forEach(this::add);
    if (cel != null) {
      addExpression(cel);
    }
  }

  private void addExpression(String text) {
    CelNames names = new CelNames(text, CelEnvironment.compile(text));
    attributes.addAll(names.attributes());
    spanNames |= names.readsSpanNames();
  }

  private void add(Rule.EachSpan items) {
    spanNames |= items.spanName() != null;
    if (items.attribute() != null) {
      attributes.add(items.attribute());
    }
  }

  private void add(SpanTest test) {
    // Names of SERVER spans are kept anyway.
    spanNames |= test.anySpan() && test.spanName() != null;
    if (test.event() != null) {
      add(test.event(), test.attribute());
    } else if (test.attribute() != null) {
      attributes.add(test.attribute());
    }
  }

  private void add(String event, @Nullable String attribute) {
    Set<String> names = events.computeIfAbsent(event, name -> new TreeSet<>());
    if (attribute != null) {
      names.add(attribute);
    }
  }
}
