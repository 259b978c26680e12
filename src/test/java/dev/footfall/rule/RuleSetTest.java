package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static String rule(RuleDraft rule, SpanDraft... spans) {
    return new EventProbe(rule.build()).event(spans).rule();
  }

  private static RuleDraft rule() {
    return RuleDraft.event("hit", "hit");
  }

  @Test
  void firstMatchingRuleNamesTheRequest() {
    EventProbe probe =
        new EventProbe(
            rule().paths("/a/{x}").build(), RuleDraft.event("second", "b").paths("/**").build());
    assertThat(probe.event(get(1, "/a/1")).rule()).isEqualTo("hit");
    AnalyticsEvent second = probe.event(get(2, "/b"));
    assertThat(second.rule()).isEqualTo("second");
    assertThat(second.ruleIndex()).isEqualTo(1);
  }

  @Test
  void allMatchingRulesNameTheRequestWhereAllCount() {
    EventProbe probe =
        new EventProbe(
            EventProbe.settings(
                true,
                rule().paths("/a").build(),
                RuleDraft.event("other", "b").paths("/b").build(),
                RuleDraft.event("second", "b").paths("/*").build()));
    List<AnalyticsEvent> events = probe.issue(get(1, "/a"));
    assertThat(events).extracting(AnalyticsEvent::rule).containsExactly("hit", "second");
    assertThat(events).extracting(AnalyticsEvent::eventId).doesNotHaveDuplicates();
  }

  @Test
  void fallBackStandsBehindAllRules() {
    assertThat(new EventProbe(rule().paths("/a").build()).event(get(1, "/b")).ruleIndex())
        .isEqualTo(1);
  }

  @Test
  void methodIsTested() {
    assertThat(rule(rule().methods("POST", "put"), request(1, "PUT", "/", 200))).isEqualTo("hit");
    assertThat(rule(rule().methods("POST"), get(1, "/"))).isEqualTo("page_view");
  }

  @Test
  void anyOfSeveralPathsMatches() {
    RuleDraft rule = rule().paths("/a/{id}", "/{id}/b").param("id", Origin.CAPTURE, "id");
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(get(1, "/a/7")).params()).containsValue(text("7"));
    assertThat(probe.event(get(2, "/8/b")).params()).containsValue(text("8"));
  }

  @Test
  void pathRegexMustFitTheWholePathAndItsGroupsAreCaptures() {
    RuleDraft rule =
        rule().pathRegex("/x/(?<item_id>[0-9]+)(/.*)?").param("id", Origin.CAPTURE, "item_id");
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(get(1, "/x/42/more")).params()).isEqualTo(Map.of("id", text("42")));
    assertThat(probe.event(get(2, "/y/x/42")).rule()).isEqualTo("page_view");
  }

  @Test
  void routeIsTested() {
    assertThat(rule(rule().routes("/p/{id}"), get(1, "/p/1").with("http.route", "/p/{id}")))
        .isEqualTo("hit");
    assertThat(rule(rule().routes("/p/{id}"), get(1, "/p/1"))).isEqualTo("page_view");
  }

  @Test
  void hostIsTestedWithoutPortAndCase() {
    assertThat(
            rule(rule().hosts("Shop.example"), get(1, "/").with("http.host", "SHOP.example:8443")))
        .isEqualTo("hit");
    assertThat(rule(rule().hosts("shop.example"), get(1, "/").with("server.address", "x.example")))
        .isEqualTo("page_view");
  }

  @Test
  void statusIsTestedByCodeAndClass() {
    assertThat(rule(rule().status("2xx", "404"), request(1, "GET", "/", 404))).isEqualTo("hit");
    assertThat(rule(rule().status("2xx", "404"), request(1, "POST", "/", 201))).isEqualTo("hit");
    assertThat(rule(rule().status("2xx", "404"), request(1, "GET", "/", 403)))
        .isEqualTo("page_error");
  }

  @Test
  void serviceIsTested() {
    assertThat(rule(rule().services("shop"), get(1, "/"))).isEqualTo("hit");
    assertThat(rule(rule().services("blog"), get(1, "/"))).isEqualTo("page_view");
  }

  @Test
  void attributeOfTheEntrySpanIsTested() {
    RuleDraft rule = rule().test(entrySpan().attribute("app.ab", "a", "b"));
    assertThat(rule(rule, get(1, "/").with("app.ab", "b"))).isEqualTo("hit");
    assertThat(rule(rule, get(1, "/").with("app.ab", "c"))).isEqualTo("page_view");
    assertThat(rule(rule, get(1, "/"), internal(2).below(1).with("app.ab", "a")))
        .isEqualTo("page_view");
  }

  @Test
  void attributeOfAnySpanIsTested() {
    RuleDraft rule =
        rule()
            .test(
                anySpan().named("charge").service("payment").attribute("app.code").regex("[0-9]+"));
    SpanDraft charge = client(2).below(1).from("payment").named("charge").with("app.code", 12);
    assertThat(rule(rule, get(1, "/"), charge)).isEqualTo("hit");
    assertThat(rule(rule, get(1, "/"), charge.from("other"))).isEqualTo("page_view");
    SpanDraft otherName = client(2).below(1).from("payment").named("x").with("app.code", 12);
    assertThat(rule(rule, get(1, "/"), otherName)).isEqualTo("page_view");
    SpanDraft noNumber =
        client(2).below(1).from("payment").named("charge").with("app.code", "twelve");
    assertThat(rule(rule, get(1, "/"), noNumber)).isEqualTo("page_view");
  }

  @Test
  void nameOfTheEntrySpanIsTested() {
    RuleDraft rule = rule().spanNames("GET /a", "POST /a");
    assertThat(rule(rule, get(1, "/").named("POST /a"))).isEqualTo("hit");
    assertThat(rule(rule, get(1, "/"), internal(2).below(1).named("POST /a")))
        .isEqualTo("page_view");
  }

  @Test
  void spanMayBeTestedByServiceAlone() {
    RuleDraft rule = rule().test(anySpan().service("payment"));
    assertThat(rule(rule, get(1, "/"), client(2).below(1).from("payment"))).isEqualTo("hit");
    assertThat(rule(rule, get(1, "/"), client(2).below(1))).isEqualTo("page_view");
  }

  @Test
  @DisplayName("An interaction is a named event whose rule does not say otherwise")
  void namedEventIsAnInteractionUnlessTheRuleSaysOtherwise() {
    assertThat(new EventProbe(rule().build()).event(get(1, "/")).interaction()).isTrue();
    assertThat(new EventProbe(rule().noInteraction().build()).event(get(1, "/")).interaction())
        .isFalse();
  }

  @Test
  void conversionIsTheRules() {
    RuleDraft rule = rule().conversion(Conversion.ONCE_PER_SESSION);
    assertThat(new EventProbe(rule.build()).event(get(1, "/")).conversion())
        .isEqualTo(Conversion.ONCE_PER_SESSION);
  }

  @Test
  void parametersComeInTheRulesOrder() {
    RuleDraft rule =
        rule()
            .paths("/p/{id}")
            .param("z", Origin.CONSTANT, "EUR")
            .param("plan", Origin.ATTRIBUTE, "app.plan")
            .param("a", Origin.CAPTURE, "id")
            .param("q", Origin.QUERY, "q")
            .param("missing", Origin.ATTRIBUTE, "app.missing");
    AnalyticsEvent event =
        new EventProbe(rule.build())
            .event(get(1, "/p/7").with("url.query", "x=1&q=rote+Sch%C3%BChe").with("app.plan", 3));
    assertThat(event.params().keySet()).containsExactly("z", "plan", "a", "q");
    assertThat(event.params().values())
        .containsExactly(text("EUR"), text("3"), text("7"), text("rote Schühe"));
  }

  @Test
  void spanAttributeComesFromTheEarliestSpanOfTheNamedService() {
    RuleDraft rule =
        rule()
            .param(new Parameter("n", Origin.SPAN_ATTRIBUTE, "app.n", "product", null, false))
            .param("any", Origin.SPAN_ATTRIBUTE, "app.n");
    AnalyticsEvent event =
        new EventProbe(rule.build())
            .event(
                get(1, "/"),
                internal(2).below(1).at(9, 1).from("product").with("app.n", "late"),
                internal(3).below(1).at(5, 1).from("product").with("app.n", "early"),
                internal(4).below(1).at(1, 1).from("cart").with("app.n", "other"));
    assertThat(event.params()).isEqualTo(Map.of("n", text("early"), "any", text("other")));
  }

  @Test
  void spanEventGivesTheFirstValueOfTheNamedService() {
    RuleDraft rule =
        rule()
            .param(
                new Parameter(
                    "reason",
                    Origin.SPAN_EVENT,
                    "type",
                    "exception",
                    "payment",
                    null,
                    false,
                    null));
    AnalyticsEvent event =
        new EventProbe(rule.build())
            .event(
                get(1, "/").event("exception", "type", "outer"),
                internal(2).below(1).at(9, 1).from("payment").event("exception", "type", "late"),
                internal(3)
                    .below(1)
                    .at(5, 1)
                    .from("payment")
                    .event("retry", "type", "other")
                    .event("exception", "code", "7")
                    .event("exception", "type", "first"));
    assertThat(event.params()).isEqualTo(Map.of("reason", text("first")));
  }

  @Test
  void firstSourceThatGivesAFittingValueCounts() {
    RuleDraft rule =
        rule()
            .param("id", Origin.QUERY, "id", "[0-9]+")
            .param("id", Origin.ATTRIBUTE, "app.id")
            .param("id", Origin.CONSTANT, "none");
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(get(1, "/").with("url.query", "id=x").with("app.id", "9")).params())
        .isEqualTo(Map.of("id", text("9")));
    assertThat(probe.event(get(2, "/")).params()).isEqualTo(Map.of("id", text("none")));
  }

  @Test
  void valueThatDoesNotFitIsDroppedAndCounted() {
    RuleDraft rule =
        rule()
            .param("term", Origin.QUERY, "q", "[\\p{L} ]{1,40}")
            .param(new Parameter("value", Origin.ATTRIBUTE, "app.v", null, null, true));
    EventProbe probe = new EventProbe(rule.build());
    AnalyticsEvent event =
        probe.event(get(1, "/").with("url.query", "q=call+0171").with("app.v", "much"));
    assertThat(event.params()).isEmpty();
    assertThat(probe.counters)
        .isEqualTo(Map.of("droppedValues.hit.term", 1L, "droppedValues.hit.value", 1L));
  }

  @Test
  void queryValueThatFitsNoDeclaredPatternLeavesTheQueryToo() {
    RuleDraft rule = rule().paths("/s").param("term", Origin.QUERY, "q", "[a-z ]+");
    EventProbe probe = new EventProbe(rule.build());
    assertThat(query(probe, "page=2&q=Call+0171&sort=a")).isEqualTo("page=2&sort=a");
    assertThat(query(probe, "page=2&q=red+shoe")).isEqualTo("page=2&q=red+shoe");
    assertThat(query(probe, "q=0171")).isNull();
  }

  @Test
  void sourceWithoutAPatternGetsNothingThatFitsNoDeclaredOne() {
    RuleDraft asItComes = rule().paths("/a").param("term", Origin.QUERY, "q");
    RuleDraft declares =
        RuleDraft.event("other", "b").paths("/s").param("term", Origin.QUERY, "q", "[a-z ]+");
    EventProbe probe = new EventProbe(asItComes.build(), declares.build());
    assertThat(probe.event(get(1, "/a").with("url.query", "q=Call+0171")).params()).isEmpty();
    assertThat(probe.event(get(2, "/a").with("url.query", "q=red+shoe")).params())
        .isEqualTo(Map.of("term", text("red shoe")));
  }

  private static String query(EventProbe probe, String query) {
    return probe.event(get(query.hashCode() | 1, "/s").with("url.query", query)).request().query();
  }

  @Test
  void numbersArePlainDecimals() {
    RuleDraft rule = rule().param(new Parameter("v", Origin.ATTRIBUTE, "app.v", null, null, true));
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(get(1, "/").with("app.v", 29.9)).params())
        .isEqualTo(Map.of("v", new ParameterValue("29.9", true)));
    assertThat(probe.event(get(2, "/").with("app.v", "29.90")).params())
        .isEqualTo(Map.of("v", new ParameterValue("29.90", true)));
    assertThat(probe.event(get(3, "/").with("app.v", 7)).params())
        .isEqualTo(Map.of("v", new ParameterValue("7", true)));
  }

  private static ParameterValue text(String text) {
    return new ParameterValue(text, false);
  }
}
