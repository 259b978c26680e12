package dev.footfall.explain;

import static dev.footfall.rule.SpanTestDraft.anySpan;
import static dev.footfall.rule.SpanTestDraft.entrySpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.footfall.derive.EventProbe;
import dev.footfall.explain.Explanation.NamedRequest;
import dev.footfall.explain.Explanation.OtherRule;
import dev.footfall.explain.Explanation.Parameter;
import dev.footfall.explain.Explanation.Place;
import dev.footfall.explain.Explanation.TreeSpan;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.RuleDraft;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.SpanDraft;
import dev.footfall.rule.SpanTest.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTraceTest {
  private static final SpanDraft ITEM =
      SpanDraft.get(1, "/pdp/shirt-7").with("server.address", "shop.example").with("app.kind", "x");

  @Test
  void saysWhichRuleNamedARequestAndWhereEachParameterCameFrom() {
    Rule rule =
        RuleDraft.event("item", "view_item")
            .paths("/pdp/{slug}-{id}")
            .param("item_id", Origin.CAPTURE, "id")
            .param("item_name", Origin.SPAN_ATTRIBUTE, "app.name")
            .param("item_name", Origin.CONSTANT, "something")
            .param("kind", Origin.ATTRIBUTE, "app.kind", "[0-9]+")
            .param(new Rule.Parameter("size", Origin.ATTRIBUTE, "app.kind", null, "x+", true))
            .build();

    NamedRequest request = explain(rule).requests().get(0);

    assertThat(request.dropped()).isNull();
    assertThat(request.names()).hasSize(1);
    assertThat(request.names().get(0).rule()).isEqualTo("item");
    assertThat(request.names().get(0).isFallBack()).isFalse();
    assertThat(request.names().get(0).parameters())
        .containsExactly(
            new Parameter("item_id", "capture id", "7", null),
            new Parameter("item_name", "span attribute app.name", null, "has no value here"),
            new Parameter("item_name", "constant", "something", null),
            new Parameter(
                "kind",
                "attribute app.kind",
                null,
                "its value does not fit [0-9]+, and is dropped"),
            new Parameter(
                "size",
                "attribute app.kind",
                null,
                "its value does not fit x+ or is no number, and is dropped"));
  }

  /** As in the job: what fits no pattern that any rule declares is free text, and is not read. */
  @Test
  void showsOfTheQueryWhatTheJobReads() {
    Rule search = RuleDraft.event("s", "search").paths("/s").param("t", Origin.QUERY, "q").build();
    Rule other =
        RuleDraft.event("o", "other").paths("/o").param("q", Origin.QUERY, "q", "[a-z]+").build();
    SpanDraft request = SpanDraft.get(1, "/s").with("url.query", "q=12");

    assertThat(new EventProbe(search, other).event(request).params()).isEmpty();
    assertThat(explain(request, search, other).requests().get(0).names().get(0).parameters())
        .containsExactly(new Parameter("t", "query q", null, "has no value here"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "method  | method GET is not POST",
        "status  | status 200 is not 304 or 4xx",
        "service | service shop is not clinic",
        "host    | host shop.example is not other.example",
        "route   | route (none) is not /r",
        "path    | path /pdp/shirt-7 does not fit /pdp/{a}/{b} or /x",
        "regex   | path /pdp/shirt-7 does not fit path_regex /x.*",
        "entry   | the entry span does not fit: attribute app.kind = a or b; it is x",
        "name    | span name (none) is not GET /x",
        "any     | no span of the request fits: service pay, name charge, attribute app.z that fits y+",
        "event   | no span of the request fits: event exception, attribute exception.type = Timeout",
        "cel     | the expression does not hold: status == 404",
        "many    | 1 span of the request fits: attribute app.kind; at least 2 must",
        "none    | 1 span of the request fits: status ok, longer than 50 ms; at most 0 may",
      })
  void saysInWordsTheFirstTestThatDidNotHold(String test, String words) {
    assertThat(explain(failing(test)).requests().get(0).others())
        .containsExactly(new OtherRule("other", "shirt_other", true, words));
  }

  /** Everything holds but one test. */
  private static Rule failing(String test) {
    RuleDraft rule = RuleDraft.event("other", "shirt_other");
    if (!test.equals("path") && !test.equals("regex")) {
      rule.paths("/pdp/{slug}");
    }
    return switch (test) {
      case "method" -> rule.methods("POST").status("500").build();
      case "status" -> rule.status("4xx", "304").build();
      case "service" -> rule.services("clinic").build();
      case "host" -> rule.hosts("other.example").build();
      case "route" -> rule.routes("/r").build();
      case "path" -> rule.paths("/pdp/{a}/{b}", "/x").build();
      case "regex" -> RuleDraft.event("other", "shirt_other").pathRegex("/x.*").build();
      case "name" -> rule.spanNames("GET /x").build();
      case "entry" -> rule.test(entrySpan().attribute("app.kind", "b", "a")).build();
      case "event" ->
          rule.test(anySpan().event("exception").attribute("exception.type", "Timeout")).build();
      case "cel" -> rule.cel("status == 404").build();
      case "many" -> rule.test(anySpan().attribute("app.kind").atLeast(2)).build();
      case "none" -> rule.test(anySpan().status(Outcome.OK).longerThan(50).atMost(0)).build();
      default ->
          rule.test(anySpan().service("pay").named("charge").attribute("app.z").regex("y+"))
              .build();
    };
  }

  @Test
  void tellsRulesThatComeNearFromOthers() {
    Explanation explanation =
        explain(
            RuleDraft.event("halfway", "other").paths("/pdp/{a}/{b}").build(),
            RuleDraft.event("shirts", "other").paths("/elsewhere").build(),
            RuleDraft.event("far", "other").paths("/{a}/{b}/{c}").build(),
            RuleDraft.event("by-attribute", "other").test(entrySpan().attribute("app.z")).build(),
            RuleDraft.event("by-method", "other").methods("POST").build());

    assertThat(explanation.requests().get(0).others())
        .filteredOn(OtherRule::near)
        .extracting(OtherRule::rule)
        .containsExactly("halfway", "shirts", "by-attribute");
  }

  @Test
  void saysOfAMatchingRuleThatAnotherComesFirst() {
    Rule first = RuleDraft.event("first", "one").paths("/pdp/*").build();
    Rule second = RuleDraft.event("second", "two").paths("/pdp/{slug}").build();

    assertThat(explain(first, second).requests().get(0).others())
        .containsExactly(
            new OtherRule("second", "two", true, "all its tests hold, but first comes first"));
  }

  @Test
  void saysThatAnOutcomeWasNotVerified() {
    Rule rule =
        RuleDraft.event("order", "purchase")
            .paths("/pdp/*")
            .verify("purchase_failed", anySpan().service("pay"))
            .build();

    var named = explain(rule).requests().get(0).names().get(0);

    assertThat(named.event()).isEqualTo("purchase_failed");
    assertThat(named.rule()).isEqualTo("order");
    assertThat(named.because())
        .isEqualTo("its tests hold, but not what it verifies to call it purchase");
    assertThat(named.parameters())
        .contains(new Parameter("failure_reason", "the request", "missing", null));
  }

  @Test
  void saysWhyARequestIsDropped() {
    assertThat(dropped(SpanDraft.get(1, "/style.css"))).startsWith("asset: what a page is made of");
    assertThat(dropped(SpanDraft.request(1, "GET", "/old", 301))).startsWith("redirect: ");
    assertThat(dropped(ITEM, RuleDraft.drop("no-items", "unwanted").paths("/pdp/*").build()))
        .isEqualTo("unwanted: by the drop rule no-items");
  }

  @Test
  void saysWhyNoRuleNamesARequest() {
    NamedRequest request = explain().requests().get(0);

    assertThat(request.names().get(0).event()).isEqualTo("page_view");
    assertThat(request.names().get(0).isFallBack()).isTrue();
    assertThat(request.names().get(0).because())
        .isEqualTo("GET answered with status 200 without a content type");
  }

  @Test
  void showsSpansAsATree() {
    EventProbe probe = new EventProbe();
    Explanation explanation =
        new ExplainTrace(RuleSet.compile(EventProbe.settings(false)), null)
            .explain(
                probe.trace(
                    12_000,
                    SpanDraft.get(1, "/a").at(0, 90),
                    SpanDraft.internal(2).below(1).at(1, 20),
                    SpanDraft.internal(3).below(2).at(2, 5),
                    SpanDraft.client(4).below(1).at(30, 20),
                    SpanDraft.internal(5).below(99).at(40, 1),
                    SpanDraft.internal(6).at(50, 1),
                    SpanDraft.internal(7).below(8).at(60, 1),
                    SpanDraft.internal(8).below(7).at(61, 1)));

    assertThat(explanation.spans())
        .extracting(
            span -> span.span().spanId(), TreeSpan::depth, TreeSpan::isLast, TreeSpan::place)
        .containsExactly(
            tuple(1L, 0, true, Place.ENTRY),
            tuple(2L, 1, false, Place.BELOW),
            tuple(3L, 2, true, Place.BELOW),
            tuple(4L, 1, true, Place.BELOW),
            tuple(5L, 0, true, Place.ORPHAN),
            tuple(6L, 0, true, Place.NO_ENTRY),
            tuple(7L, 0, true, Place.CYCLE),
            tuple(8L, 1, true, Place.CYCLE));
  }

  private static String dropped(SpanDraft span, Rule... rules) {
    NamedRequest request = explain(span, rules).requests().get(0);
    assertThat(request.names()).isEmpty();
    return request.dropped();
  }

  private static Explanation explain(Rule... rules) {
    return explain(ITEM, rules);
  }

  private static Explanation explain(SpanDraft span, Rule... rules) {
    EventSettings settings = EventProbe.settings(false, List.of(rules).toArray(Rule[]::new));
    return new ExplainTrace(RuleSet.compile(settings), null)
        .explain(new EventProbe(settings).trace(12_000, span));
  }
}
