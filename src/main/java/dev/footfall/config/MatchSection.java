package dev.footfall.config;

import dev.footfall.event.Rule.AttributeTest;
import dev.footfall.event.Rule.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code match} of a rule. */
final class MatchSection {
  private MatchSection() {}

  static Match match(Value value) {
    Block block = value.block();
    List<AttributeTest> tests = new ArrayList<>();
    block.value("entry_span").items().forEach(test -> tests.add(test(test.block(), false)));
    block.value("any_span").items().forEach(test -> tests.add(test(test.block(), true)));
    Match match =
        new Match(
            texts(block, "method"),
            block.value("path").texts(),
            block.value("path_regex").text(),
            texts(block, "route"),
            texts(block, "host"),
            texts(block, "status"),
            texts(block, "service"),
            List.copyOf(tests));
    block.close();
    return match;
  }

  private static AttributeTest test(Block block, boolean anySpan) {
    AttributeTest test =
        new AttributeTest(
            anySpan,
            block.value("span_name").text(),
            block.value("service").text(),
            block.value("attribute").text(),
            texts(block, "equals"),
            block.value("regex").text());
    block.close();
    return test;
  }

  private static Set<String> texts(Block block, String key) {
    return new LinkedHashSet<>(block.value(key).texts());
  }
}
