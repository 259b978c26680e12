package dev.footfall.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.footfall.derive.EventProbe;
import dev.footfall.explain.Survey.Example;
import dev.footfall.explain.Survey.RuleUse;
import dev.footfall.explain.Survey.Unnamed;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.RuleDraft;
import dev.footfall.rule.SpanDraft;
import org.junit.jupiter.api.Test;

class SurveyRulesTest {
  private static final String TRACE = "00000000000000070000000000000007";

  @Test
  void countsWhatEachRuleMatchedAndItsParameters() {
    Rule item =
        RuleDraft.event("item", "view_item")
            .paths("/item/{id}")
            .param("id", Origin.CAPTURE, "id", "[0-9]+")
            .param("name", Origin.ATTRIBUTE, "app.name")
            .build();
    Rule idle = RuleDraft.event("idle", "other").paths("/nowhere").build();
    Rule drop = RuleDraft.drop("probes", "probe").paths("/probe").build();

    Survey survey =
        survey(
            EventProbe.settings(false, item, idle, drop),
            SpanDraft.get(1, "/item/1").with("app.name", "one"),
            SpanDraft.get(1, "/item/1"),
            SpanDraft.get(1, "/item/two"),
            SpanDraft.get(1, "/probe"),
            SpanDraft.get(1, "/style.css"));

    assertThat(survey.requests()).isEqualTo(5);
    RuleUse used = survey.rules().get(0);
    assertThat(used.requests()).isEqualTo(3);
    assertThat(used.params()).containsEntry("id", 2L).containsEntry("name", 1L);
    assertThat(used.dropped()).containsOnlyKeys("id").containsEntry("id", 1L);
    assertThat(used.examples())
        .containsExactly(
            new Example("GET", "/item/1", 200, TRACE), new Example("GET", "/item/two", 200, TRACE));
    assertThat(survey.rules().get(1).requests()).isZero();
    assertThat(survey.rules().get(2).requests()).isEqualTo(1);
    assertThat(survey.rules().get(2).event()).isNull();
    assertThat(survey.dropped()).containsOnlyKeys("asset");
  }

  @Test
  void countsOfTheQueryWhatTheJobReads() {
    Rule search = RuleDraft.event("s", "search").paths("/s").param("t", Origin.QUERY, "q").build();
    Rule other =
        RuleDraft.event("o", "other").paths("/o").param("q", Origin.QUERY, "q", "[a-z]+").build();

    Survey survey =
        survey(
            EventProbe.settings(false, search, other),
            SpanDraft.get(1, "/s").with("url.query", "q=12"),
            SpanDraft.get(1, "/s").with("url.query", "q=ab"));

    assertThat(survey.rules().get(0).params()).containsEntry("t", 1L);
  }

  @Test
  void groupsWhatNoRuleNamesByPattern() {
    Survey survey =
        survey(
            EventProbe.settings(false),
            SpanDraft.get(1, "/a/1"),
            SpanDraft.get(1, "/a/2"),
            SpanDraft.get(1, "/a/b"),
            SpanDraft.request(1, "GET", "/a/3", 304),
            SpanDraft.request(1, "GET", "/a/4", 404),
            SpanDraft.request(1, "POST", "/a", 303));

    assertThat(survey.unnamed())
        .extracting(Unnamed::method, Unnamed::pattern, Unnamed::as, Unnamed::requests)
        .containsExactly(
            tuple("GET", "/a/{id}", "page_view", 3L),
            tuple("POST", "/a", "redirect", 1L),
            tuple("GET", "/a/b", "page_view", 1L),
            tuple("GET", "/a/{id}", "page_error", 1L));
    assertThat(survey.unnamed().get(0).statuses()).containsExactly(200, 304);
  }

  @Test
  void letsAPlaceVaryWhereTooManyTextsStand() {
    SpanDraft[] many = new SpanDraft[GroupPaths.MAX_TEXTS + 3];
    for (int i = 0; i < many.length - 2; i++) {
      many[i] = SpanDraft.get(1, "/tag/" + (char) ('a' + i % 26) + "x".repeat(i / 26) + "/all");
    }
    many[many.length - 2] = SpanDraft.get(1, "/tag//all");
    many[many.length - 1] = SpanDraft.get(1, "/other/a/all");

    assertThat(survey(EventProbe.settings(false), many).unnamed())
        .extracting(Unnamed::pattern)
        .containsExactly("/tag/{id}/all", "/other/a/all", "/tag//all");
  }

  private static Survey survey(EventSettings settings, SpanDraft... requests) {
    EventProbe probe = new EventProbe(settings);
    SurveyRules survey = new SurveyRules(settings);
    for (SpanDraft request : requests) {
      survey.add(probe.trace(12_000, request));
    }
    return survey.survey();
  }
}
