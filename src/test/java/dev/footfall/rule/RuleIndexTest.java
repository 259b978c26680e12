package dev.footfall.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleIndexTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PROPFIND");
  private static final List<String> SEGMENTS = List.of("", "a", "b", "c", "d;x=1");
  private static final List<String> REGEXES =
      List.of(
          "/a/b/.*", "/a/[ab]", "/a/|/b/", "/a/*b", "/b/(a|b)", "/a+/b", "/a/b?/?b?", "/(?<x>.*)");
  private static final List<String> PARTS = List.of("", "a", "b", "{id}", "*", "{x}-{y}", "a*");

  @Test
  void fewOfManyRulesUnderOneSegmentAreTried() {
    RuleCompiler compiler = new RuleCompiler(null);
    List<CompiledRule> compiled = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Rule rule =
          i % 2 == 0
              ? RuleDraft.event("r" + i, "hit").paths("/shop/{x}/item" + i + "/{id}").build()
              : RuleDraft.event("r" + i, "hit").pathRegex("/shop/help" + i + "/[a-z]+").build();
      compiled.add(compiler.compile(rule, i));
    }
    RuleIndex index = new RuleIndex(compiled);
    assertThat(tried(index, "/shop/shoes/item500/7")).containsExactly("r500");
    assertThat(tried(index, "/shop/help501/sizes")).containsExactly("r501");
    assertThat(tried(index, "/shop/other")).isEmpty();
  }

  private static List<String> tried(RuleIndex index, String path) {
    SpanTree tree = new SpanTree(Set.of());
    tree.fill(new EventProbe().trace(12_000, SpanDraft.get(1, path)));
    return Stream.of(index.candidates(entry(tree))).map(rule -> rule.naming().rule()).toList();
  }

  private static Entry entry(SpanTree tree) {
    return new Entry(tree, 0, new ExpressionScope(new DeclaredQuery(List.of()), null));
  }

  /** The oracle tries every rule, in order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noRuleThatMatchesIsLeftOut(long seed) {
    Random random = new Random(seed);
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rules.add(rule(random, i));
    }
    RuleCompiler compiler = new RuleCompiler(null);
    List<CompiledRule> compiled = new ArrayList<>();
    rules.forEach(rule -> compiled.add(compiler.compile(rule, compiled.size())));
    RuleIndex index = new RuleIndex(compiled);
    EventProbe probe = new EventProbe();
    SpanTree tree = new SpanTree(Set.of());
    for (int i = 0; i < 300; i++) {
      Trace trace = probe.trace(12_000, request(random));
      tree.fill(trace);
      Entry entry = entry(tree);
      assertThat(matching(List.of(index.candidates(entry)), entry))
          .as("seed %d, %s %s", seed, entry.method(), entry.path())
          .isEqualTo(matching(compiled, entry));
    }
  }

  private static Rule rule(Random random, int number) {
    RuleDraft rule = RuleDraft.event("rule-" + number, "hit");
    if (random.nextBoolean()) {
      rule.methods(METHODS.get(random.nextInt(3)), METHODS.get(random.nextInt(3)) + "X");
    }
    if (random.nextInt(8) == 0) {
      return rule.pathRegex(REGEXES.get(random.nextInt(REGEXES.size()))).build();
    }
    int paths = random.nextInt(3);
    String[] templates = new String[paths];
    for (int i = 0; i < paths; i++) {
      templates[i] = path(random, PARTS) + (random.nextInt(4) == 0 ? "/**" : "");
    }
    return rule.paths(templates).build();
  }

  private static SpanDraft request(Random random) {
    if (random.nextInt(20) == 0) {
      return SpanDraft.server(1);
    }
    String method = METHODS.get(random.nextInt(METHODS.size()));
    return SpanDraft.request(1, method, path(random, SEGMENTS), 200);
  }

  private static String path(Random random, List<String> parts) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      path.append('/').append(parts.get(random.nextInt(parts.size())).replace("id", "id" + i));
    }
    return path.toString().replaceFirst("(?s)\\{x}-\\{y}(.*)\\{x}-\\{y}", "{x}-{y}$1a");
  }

  private static List<String> matching(List<CompiledRule> rules, Entry entry) {
    return rules.stream()
        .filter(rule -> rule.match().match(entry) != null)
        .map(rule -> rule.naming().rule())
        .toList();
  }
}
