package dev.footfall.config;

import dev.footfall.rule.SpanTest;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Reads a test on a span: an item of {@code entry_span} or {@code any_span}. */
final class SpanTestSection {
  private SpanTestSection() {}

  static SpanTest test(Block block, boolean anySpan) {
    Value atLeast = block.value("at_least");
    Value atMost = block.value("at_most");
    if (!anySpan) {
      for (Value count : List.of(atLeast, atMost)) {
        if (!count.isAbsent()) {
          count.report("goes with any_span only, for there is one entry span");
        }
      }
    }
    SpanTest test =
        new SpanTest(
            anySpan,
            block.value("span_name").text(),
            block.value("service").text(),
            block.value("status").oneOf(List.of(Outcome.values())),
            block.value("longer_than").duration(),
            block.value("shorter_than").duration(),
            block.value("event").text(),
            block.value("attribute").text(),
            new LinkedHashSet<>(block.value("equals").texts()),
            block.value("regex").text(),
            // One is enough, unless the number is bounded from above: then none will do as well.
            Objects.requireNonNullElse(atLeast.number(0), atMost.isAbsent() ? 1 : 0),
            Objects.requireNonNullElse(atMost.number(0), SpanTest.ANY_NUMBER));
    block.close();
    return test;
  }
}
