package dev.footfall.explain;

import dev.footfall.otlp.Span;
import dev.footfall.rule.Entry;
import dev.footfall.rule.SpanCondition;
import dev.footfall.rule.SpanTest;
import dev.footfall.rule.SpanTest.Outcome;
import dev.footfall.rule.SpanTree;
import java.util.ArrayList;
import java.util.List;

/** Says in words why a rule's test on spans does not hold. */
record ExplainSpanTest(SpanTest asked, SpanCondition condition) {

  String failure(Entry entry) {
    if (!asked.anySpan()) {
      return "the entry span does not fit: " + words() + found(entry);
    }
    int passed = 0;
    SpanTree tree = entry.tree();
    for (int i = tree.first(entry.place()); i >= 0; i = tree.next(i)) {
      passed += condition.passes(tree.span(i)) ? 1 : 0;
    }
    String spans = passed == 0 ? "no span" : passed == 1 ? "1 span" : passed + " spans";
    return spans + " of the request fit" + (passed < 2 ? "s: " : ": ") + words() + bound(passed);
  }

  private String words() {
    List<String> words = new ArrayList<>();
    if (asked.service() != null) {
      words.add("service " + asked.service());
    }
    if (asked.spanName() != null) {
      words.add("name " + asked.spanName());
    }
    if (asked.status() != null) {
      words.add("status " + (asked.status() == Outcome.OK ? "ok" : "error"));
    }
    if (asked.longerThan() != null) {
      words.add("longer than " + asked.longerThan().toMillis() + " ms");
    }
    if (asked.shorterThan() != null) {
      words.add("shorter than " + asked.shorterThan().toMillis() + " ms");
    }
    if (asked.event() != null) {
      words.add("event " + asked.event());
    }
    if (asked.attribute() != null) {
      String equals = asked.equals().isEmpty() ? "" : " = " + ExplainMatch.either(asked.equals());
      String regex = asked.regex() == null ? "" : " that fits " + asked.regex();
      words.add("attribute " + asked.attribute() + equals + regex);
    }
    return String.join(", ", words);
  }

  private String bound(int passed) {
    if (passed > asked.atMost()) {
      return "; at most " + asked.atMost() + " may";
    }
    return asked.atLeast() > 1 ? "; at least " + asked.atLeast() + " must" : "";
  }

  private String found(Entry entry) {
    Span.Value value =
        asked.attribute() == null || asked.event() != null
            ? null
            : entry.span().attribute(asked.attribute());
    return value == null ? "" : "; it is " + value.text();
  }
}
