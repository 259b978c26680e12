package dev.footfall.config;

import dev.footfall.rule.Rule.Match;
import dev.footfall.rule.SpanTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code match} of a rule. */
final class MatchSection {
  private MatchSection() {}

  static Match match(Value value) {
    Block block = value.block();
    Match match =
        new Match(
            texts(block, "method"),
            block.value("path").texts(),
            block.value("path_regex").text(),
            texts(block, "route"),
            texts(block, "host"),
            texts(block, "status"),
            texts(block, "service"),
            texts(block, "span_name"),
            spans(block),
            block.value("cel").text());
    block.close();
    return match;
  }

  /** The tests under {@code entry_span} and {@code any_span}. */
  static List<SpanTest> spans(Block block) {
    List<SpanTest> tests = new ArrayList<>(spans(block.value("entry_span"), false));
    tests.addAll(spans(block.value("any_span"), true));
    return List.copyOf(tests);
  }

  private static List<SpanTest> spans(Value list, boolean anySpan) {
    return list.items().stream().map(test -> SpanTestSection.test(test.block(), anySpan)).toList();
  }

  private static Set<String> texts(Block block, String key) {
    return new LinkedHashSet<>(block.value(key).texts());
  }
}
