package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the tests of rules ready to run; what is wrong with them goes to the rule compiler. */
final class MatchCompiler {
  private final RuleCompiler rules;

  MatchCompiler(RuleCompiler rules) {
    this.rules = rules;
  }

  CompiledMatch compile(Rule.Match match) {
    if (!match.paths().isEmpty() && match.pathRegex() != null) {
      rules.problem("match.path_regex", "a rule has either path or path_regex");
    }
    List<PathTemplate> paths = rules.compileEach("match.path", match.paths(), PathTemplate::new);
    PathRegex pathRegex = rules.compile("match.path_regex", match.pathRegex(), PathRegex::new);
    CelExpression cel = expression("match.cel", match.cel());
    CompiledMatch compiled =
        new CompiledMatch(
            mapped(match.methods(), text -> text.toUpperCase(Locale.ROOT)),
            paths,
            pathRegex,
            rules.compile(
                "match.status", match.status().isEmpty() ? null : match.status(), StatusTest::new),
            Set.copyOf(match.routes()),
            mapped(match.hosts(), text -> text.toLowerCase(Locale.ROOT)),
            Set.copyOf(match.services()),
            Set.copyOf(match.spanNames()),
            conditions("match", match.spans()),
            cel);
    rules.checkNames("match.cel", cel, compiled);
    return compiled;
  }

  CompiledVerification compile(Verification verification, Naming otherwise, CompiledMatch match) {
    CelExpression cel = expression("verify.cel", verification.cel());
    rules.checkNames("verify.cel", cel, match);
    return new CompiledVerification(conditions("verify", verification.spans()), cel, otherwise);
  }

  private @Nullable CelExpression expression(String key, @Nullable String text) {
    return rules.compile(key, text, source -> CelExpression.condition(rules.ruleId(), source));
  }

  private static Set<String> mapped(Set<String> texts, Function<String, String> change) {
    return texts.stream().map(change).collect(Collectors.toUnmodifiableSet());
  }

  /** Tests on spans, which stand in the lists {@code any_span} and {@code entry_span}. */
  List<SpanCondition> conditions(String block, List<SpanTest> tests) {
    List<SpanCondition> conditions = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (SpanTest test : tests) {
      String list = block + (test.anySpan() ? ".any_span" : ".entry_span");
      conditions.add(condition(list + "[" + (places.merge(list, 1, Integer::sum) - 1) + "]", test));
    }
    return conditions;
  }

  private SpanCondition condition(String key, SpanTest test) {
    if (test.isEmpty()) {
      rules.problem(
          key,
          "tests nothing: give span_name, service, status, longer_than, shorter_than, event or"
              + " attribute");
    }
    if (test.attribute() != null) {
      rules.checkAttribute(key + ".attribute", test.attribute());
    } else if (!test.equals().isEmpty() || test.regex() != null) {
      rules.problem(key, "equals and regex need an attribute");
    }
    checkBounds(key, test);
    return new SpanCondition(
        test.anySpan(),
        test.spanName(),
        test.service(),
        test.status(),
        nanos(test.longerThan()),
        nanos(test.shorterThan()),
        test.event(),
        test.attribute(),
        Set.copyOf(test.equals()),
        rules.compile(key + ".regex", test.regex(), BoundedPattern::of),
        test.atLeast(),
        test.atMost());
  }

  private void checkBounds(String key, SpanTest test) {
    Duration longer = test.longerThan();
    Duration shorter = test.shorterThan();
    if (longer != null && shorter != null && longer.compareTo(shorter) >= 0) {
      rules.problem(key + ".shorter_than", "no span is longer and shorter than that");
    }
    if (test.atLeast() > test.atMost()) {
      rules.problem(key + ".at_most", "is less than at_least");
    }
    if (test.atLeast() == 0 && test.atMost() == SpanTest.ANY_NUMBER) {
      rules.problem(key + ".at_least", "0 without at_most always holds");
    }
  }

  private static long nanos(@Nullable Duration duration) {
    return duration == null ? -1 : duration.toNanos();
  }
}
