package dev.footfall.config;

import dev.footfall.event.SpanTest;
import dev.footfall.event.SpanTest.Outcome;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    Value status = block.value("status");
    Outcome outcome = status.oneOf(Outcome.OK, List.of(Outcome.values()));
    SpanTest test =
        new SpanTest(
            anySpan,
            block.value("span_name").text(),
            block.value("service").text(),
            status.isAbsent() ? null : outcome,
            duration(block.value("longer_than")),
            duration(block.value("shorter_than")),
            block.value("attribute").text(),
            new LinkedHashSet<>(block.value("equals").texts()),
            block.value("regex").text(),
            // One is enough, unless the number is bounded from above: then none will do as well.
            atLeast.number(atMost.isAbsent() ? 1 : 0, 0),
            atMost.number(SpanTest.ANY_NUMBER, 0));
    block.close();
    return test;
  }

  private static @Nullable Duration duration(Value value) {
    return value.isAbsent() ? null : value.duration(Duration.ZERO);
  }
}
