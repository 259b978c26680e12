package dev.footfall.rule;

import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Warnings are certain: each rule that gets none may match, and a request shows it. */
class RuleWarningsTest {

  private static RuleDraft first() {
    return RuleDraft.event("first", "a");
  }

  private static RuleDraft second() {
    return RuleDraft.event("second", "b");
  }

  private static List<String> warnings(boolean all, RuleDraft... rules) {
    return RuleWarnings.of(
            EventProbe.settings(all, Stream.of(rules).map(RuleDraft::build).toArray(Rule[]::new)),
            rules.length)
        .stream()
        .map(RuleProblem::message)
        .toList();
  }

  private static void assertShadowed(RuleDraft one, RuleDraft other) {
    assertThat(warnings(false, one, other))
        .containsExactly("never matches: the rule first before it takes all that it would");
  }

  private static void assertFree(RuleDraft... rules) {
    assertThat(warnings(false, rules)).isEmpty();
  }

  @Test
  void ruleBehindOneWithTheSameOrWiderTestsNeverMatches() {
    assertShadowed(first(), second().paths("/a").methods("GET"));
    assertShadowed(first().paths("/a/{x}"), second().paths("/a/b", "/a/{y}"));
    assertShadowed(first().paths("/a/**"), second().paths("/a", "/a/b/c", "/a/{x}/**"));
    assertShadowed(first().paths("/{a}/b"), second().paths("/x/b", "/{s}-{t}/b"));
    assertShadowed(first().paths("/{id:[0-9]+}"), second().paths("/42"));
    assertShadowed(first().status("2xx"), second().status("200", "204"));
    assertShadowed(first().methods("get", "POST"), second().methods("GET"));
    assertShadowed(first().hosts("A.example"), second().hosts("a.example"));
    assertShadowed(first().pathRegex("/a.*"), second().pathRegex("/a.*").methods("GET"));
    assertShadowed(
        first().test(anySpan().service("payment")),
        second().test(anySpan().service("payment")).test(anySpan().service("cart")));
    assertShadowed(first().cel("error"), second().cel("error").paths("/a"));
  }

  @Test
  void ruleThatAsksForLessOrForOtherThingsMayMatch() {
    assertFree(first().paths("/a"), second());
    assertFree(first().paths("/a/{x}"), second().paths("/a/b", "/a/b/c"));
    assertFree(first().paths("/a/{x}/**"), second().paths("/a/**"));
    assertFree(first().paths("/a/{x}"), second().paths("/a/"));
    assertFree(first().paths("/a/{x}"), second().paths("/a/{y:.*}"));
    assertFree(first().paths("/{id:[0-9]+}"), second().paths("/{id:[0-9a-f]+}"));
    assertFree(first().paths("/**"), second());
    assertFree(first().status("2xx"), second().status("2xx", "304"));
    assertFree(first().status("2xx"), second().paths("/a"));
    assertFree(first().methods("GET"), second().methods("GET", "POST"));
    assertFree(first().hosts("a.example"), second().hosts("b.example"));
    assertFree(first().pathRegex("/a.*"), second().paths("/a/b"));
    assertFree(first().test(anySpan().service("payment")), second());
    assertFree(first().cel("error"), second().cel("!error"));
    assertFree(first().methods("HEAD", "GET"), second().methods("POST"));
  }

  @Test
  void everyRuleMayMatchWhereAllCount() {
    assertThat(warnings(true, first(), second().paths("/a"))).isEmpty();
  }

  @Test
  void requestsThatARuleDropsAreNobodysAnyMore() {
    RuleDraft drop = RuleDraft.drop("first", "bots").paths("/a/**");
    assertThat(warnings(true, drop, second().paths("/a/b"))).hasSize(1);
    assertThat(warnings(true, second().paths("/a/b"), drop))
        .containsExactly("never matches: the rule first, which drops, takes all that it would");
    assertThat(warnings(false, drop, RuleDraft.drop("d", "x").paths("/a/b"))).hasSize(1);
    assertThat(warnings(false, first().paths("/a/**"), RuleDraft.drop("d", "x").paths("/a/b")))
        .isEmpty();
  }

  @Test
  void whatIsDroppedBeforeRulesMatchesNone() {
    assertThat(warnings(false, first().methods("HEAD")))
        .containsExactly("never matches: HEAD requests are dropped before rules");
    assertThat(warnings(false, first().methods("GET").paths("/a.css", "/{x}/b.png")))
        .containsExactly("never matches: what a page is made of is dropped before rules");
    assertThat(warnings(false, first().paths("/healthz", "/actuator/{x}", "/health/live")))
        .containsExactly("never matches: events.management_paths are dropped before rules");
    assertFree(first().paths("/a.css"));
    assertFree(first().methods("GET").paths("/a.pdf", "/a/{x}.css"));
    assertFree(first().paths("/healthz", "/status"));
    assertFree(RuleDraft.drop("first", "probe").methods("HEAD"));
  }

  @Test
  void testsThatContradictEachOtherNeverHold() {
    String message = "never matches: tests of entry_span contradict each other";
    assertThat(
            warnings(
                false,
                first()
                    .test(entrySpan().attribute("a", "x"))
                    .test(entrySpan().attribute("a", "y"))))
        .containsExactly(message);
    assertThat(
            warnings(
                false,
                first()
                    .test(entrySpan().status(Outcome.OK))
                    .test(entrySpan().status(Outcome.ERROR))))
        .containsExactly(message);
    assertFree(
        first().test(anySpan().attribute("a", "x")).test(anySpan().attribute("a", "y")),
        second().test(entrySpan().attribute("a", "x", "y")).test(entrySpan().attribute("a", "y")));
  }

  @Test
  void rulesThatComeWithTheJobAreNotWarnedOf() {
    EventSettings settings =
        EventProbe.settings(false, first().build(), second().paths("/a").build());
    assertThat(RuleWarnings.of(settings, 1)).isEmpty();
  }
}
