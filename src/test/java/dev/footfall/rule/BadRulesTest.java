package dev.footfall.rule;

import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.derive.EventProbe;
import dev.footfall.rule.Rule.Origin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRulesTest {

  private static RuleDraft rule() {
    return RuleDraft.event("bad", "bad");
  }

  private static String keyOfProblem(RuleDraft rule) {
    List<RuleProblem> problems = RuleSet.problems(EventProbe.settings(false, rule.build()));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).ruleId()).isEqualTo("bad");
    return problems.get(0).key();
  }

  @Test
  void problemNamesTheKeyThatItStandsUnder() {
    assertThat(keyOfProblem(rule().paths("/a", "/{"))).isEqualTo("match.path[1]");
    assertThat(keyOfProblem(rule().pathRegex("("))).isEqualTo("match.path_regex");
    assertThat(keyOfProblem(rule().status("2yy"))).isEqualTo("match.status");
    assertThat(keyOfProblem(rule().test(anySpan().attribute("a").regex("["))))
        .isEqualTo("match.any_span[0].regex");
    assertThat(keyOfProblem(rule().test(entrySpan()))).isEqualTo("match.entry_span[0]");
    assertThat(keyOfProblem(rule().param("a", Origin.CAPTURE, "nobody")))
        .isEqualTo("params.a[0].capture");
    assertThat(
            keyOfProblem(rule().param("a", Origin.QUERY, "q").param("a", Origin.QUERY, "r", "[")))
        .isEqualTo("params.a[1].pattern");
    assertThat(keyOfProblem(rule().param("a b", Origin.QUERY, "q"))).isEqualTo("params.a b[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client.address",
        "user_agent.original",
        "http.request.header.cookie",
        "enduser.id",
        "url.full",
        "url.query",
        "user.email"
      })
  void ruleMayNotReadPersonalAttributes(String name) {
    assertThat(keyOfProblem(rule().param("a", Origin.SPAN_ATTRIBUTE, name)))
        .isEqualTo("params.a[0].span_attribute");
    assertThat(keyOfProblem(rule().test(anySpan().attribute(name))))
        .isEqualTo("match.any_span[0].attribute");
  }

  @Test
  void pathsOfTheSettingsAreCheckedToo() {
    EventSettings settings =
        new EventSettings(Set.of(), false, List.of("/ok", "api"), List.of(), List.of(), "c", 0);
    assertThat(RuleSet.problems(settings))
        .extracting(RuleProblem::ruleId, RuleProblem::key)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(null, "api_paths[1]"));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    EventSettings settings =
        EventProbe.settings(
            false,
            rule().paths("x").status("9").build(),
            rule().build(),
            RuleDraft.event("other", "9th").build());
    assertThatThrownBy(() -> RuleSet.compile(settings))
        .isInstanceOf(BadRulesException.class)
        .hasMessageContaining("rule bad, match.path[0]: a path begins with /: x")
        .hasMessageContaining("rule bad, match.status: no status like 404 or 2xx: 9")
        .hasMessageContaining("rule bad, id: another rule has this id")
        .hasMessageContaining("rule other, event: ");
  }
}
