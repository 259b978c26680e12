package dev.footfall.config;

import dev.footfall.event.Rule.AttributeTest;
import dev.footfall.event.Rule.Match;
import dev.footfall.otlp.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the {@code match} of a rule. */
final class MatchSection {
  private static final Pattern STATUS = Pattern.compile("[1-5](?:xx|[0-9]{2})");
  private static final Set<String> PERSONAL =
      Stream.of(Field.values())
          .filter(Field::personal)
          .flatMap(field -> field.names().stream())
          .collect(Collectors.toUnmodifiableSet());

  private MatchSection() {}

  static Match match(Value value) {
    Block block = value.block();
    Value path = block.value("path");
    Value pathRegex = block.value("path_regex");
    Value status = block.value("status");
    if (!path.isAbsent() && !pathRegex.isAbsent()) {
      pathRegex.report("stands beside path; one of them");
    }
    for (Value item : status.items()) {
      if (!STATUS.matcher(item.text("")).matches()) {
        item.report("is not a status such as 404 or 2xx");
      }
    }
    List<AttributeTest> tests = new ArrayList<>();
    block.value("entry_span").items().forEach(test -> tests.add(test(test.block(), false)));
    block.value("any_span").items().forEach(test -> tests.add(test(test.block(), true)));
    Match match =
        new Match(
            lettersOf(block.value("method"), String::toUpperCase),
            path.texts(),
            pathRegex.text(),
            set(block.value("route")),
            lettersOf(block.value("host"), String::toLowerCase),
            set(status),
            set(block.value("service")),
            List.copyOf(tests));
    block.close();
    return match;
  }

  private static AttributeTest test(Block block, boolean anySpan) {
    Value attribute = block.value("attribute");
    Value equal = block.value("equals");
    Value regex = block.value("regex");
    Value spanName = block.value("span_name");
    Value service = block.value("service");
    checkAttribute(attribute);
    if (attribute.isAbsent() && !(equal.isAbsent() && regex.isAbsent())) {
      block.report("equals and regex test an attribute, which is not named");
    } else if (attribute.isAbsent() && spanName.isAbsent() && service.isAbsent()) {
      block.report("needs an attribute, a span_name or a service");
    }
    AttributeTest test =
        new AttributeTest(
            anySpan, spanName.text(), service.text(), attribute.text(), set(equal), regex.text());
    block.close();
    return test;
  }

  /** Reports an attribute that no rule can see, because it ends at the door. */
  static void checkAttribute(Value attribute) {
    String name = attribute.text("");
    if (PERSONAL.contains(name)) {
      attribute.report(name + " is personal data: it is replaced before rules are tried");
    }
  }

  private static Set<String> set(Value value) {
    return new LinkedHashSet<>(value.texts());
  }

  private static Set<String> lettersOf(Value value, BiFunction<String, Locale, String> change) {
    Set<String> changed = new LinkedHashSet<>();
    value.texts().forEach(text -> changed.add(change.apply(text, Locale.ROOT)));
    return changed;
  }
}
