package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.derive.EventProbe;
import dev.footfall.derive.IssueEvents;
import dev.footfall.event.ParameterValue;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of rules, in conditions and as sources of parameters. */
class CelRulesTest {

  private static RuleDraft rule(String expression) {
    return RuleDraft.event("hit", "hit").paths("/p/{id}").cel(expression);
  }

  /** A request about which all is known, with a payment below that failed. */
  private static SpanDraft[] all() {
    return new SpanDraft[] {
      request(1, "POST", "/p/7", 201)
          .named("POST /p/{id}")
          .at(0, 250)
          .with("http.route", "/p/{id}")
          .with("server.address", "Shop.example")
          .with("url.scheme", "https")
          .with("url.query", "page=2&q=red+shoe")
          .with("app.plan", "gold")
          .with("app.price", 29.9)
          .with("app.count", 3),
      client(2).below(1).from("payment").named("charge").at(10, 120).failed().with("app.code", 51),
      internal(3).below(1).at(5, 1)
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method == 'POST' && path == '/p/7' && route == '/p/{id}'",
        "host == 'shop.example' && scheme == 'https'",
        "status == 201 && status / 100 == 2",
        "duration_ms == 250",
        "!error",
        "service == 'shop' && service_version == '' && environment == ''",
        "span_name.startsWith('POST')",
        "captures.id == '7' && captures['id'].matches('[0-9]+')",
        "query.page == '2' && int(query.page) > 1",
        "query['q'] == 'red shoe' && !('sort' in query)",
        "attributes['app.plan'] in ['gold', 'silver']",
        "attributes['app.price'] > 29 && attributes['app.count'] == 3",
        "'app.plan' in attributes && !has(attributes.nothing)",
        "spans.size() == 3",
        "spans.exists(s, s.service == 'payment' && s.error && s.name == 'charge')",
        "spans.exists_one(s, s.duration_ms == 120)",
        "spans.filter(s, s.error).all(s, s.attributes['app.code'] == 51)",
      })
  void expressionSeesTheRequest(String expression) {
    assertThat(new EventProbe(rule(expression).build()).event(all()).rule()).isEqualTo("hit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method == 'GET'",
        "duration_ms < 250",
        "error",
        "captures.id == '8'",
        "attributes['app.price'] > 30",
        "'app.code' in attributes",
        "spans.exists(s, s.service == 'payment' && !s.error)",
      })
  void expressionThatDoesNotHoldLetsTheRequestPass(String expression) {
    EventProbe probe = new EventProbe(rule(expression).build());
    assertThat(probe.event(all()).rule()).isEqualTo("request");
    assertThat(probe.counters).isEmpty();
  }

  @Test
  void absentTextsAreEmptyAndAbsentNumbersZero() {
    RuleDraft rule =
        RuleDraft.event("hit", "hit")
            .cel("method + host + path + route + scheme + span_name == '' && status == 0");
    assertThat(new EventProbe(rule.build()).event(SpanDraft.server(1)).rule()).isEqualTo("hit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes['app.nothing'] == 'x'",
        "attributes['app.plan'] > 3",
        "attributes['app.plan']",
        "int(captures.id + 'x') == 7",
        "100 / (status - 201) > 1",
      })
  void failureIsNoMatchAndCounted(String expression) {
    EventProbe probe = new EventProbe(rule(expression).build());
    assertThat(probe.event(all()).rule()).isEqualTo("request");
    assertThat(probe.counters).isEqualTo(Map.of("failedExpressions.hit", 1L));
  }

  @Test
  void expressionThatTakesTooManyStepsFails() {
    String all = "spans.all(%s, ";
    String deep =
        all.formatted("a")
            + all.formatted("b")
            + all.formatted("c")
            + "a.service != '' && b.service"
            + " != c.service + 'x')))";
    SpanDraft[] spans = new SpanDraft[60];
    spans[0] = get(1, "/p/7");
    for (int i = 1; i < spans.length; i++) {
      spans[i] = internal(i + 1).below(1).at(i, 1);
    }
    EventProbe probe = new EventProbe(rule(deep).build());
    assertThat(probe.event(spans).rule()).isEqualTo("page_view");
    assertThat(probe.counters).isEqualTo(Map.of("failedExpressions.hit", 1L));
  }

  /** A walk over the spans that names them again would else make all of them for each. */
  @Test
  void spansAreMadeOnceForAnEvaluation() {
    SpanTree tree = new SpanTree(Set.of());
    tree.fill(new EventProbe().trace(12_000, all()));
    Entry entry = new Entry(tree, 0, new ExpressionScope(new DeclaredQuery(List.of()), null));
    CelVariables variables = new CelVariables(entry, entry.span(), Captures.NONE);

    Object spans = variables.find("spans").orElseThrow();

    assertThat(variables.find("spans").orElseThrow()).isSameAs(spans).asList().hasSize(3);
  }

  @Test
  void expressionIsAskedLast() {
    EventProbe probe =
        new EventProbe(
            rule("attributes['app.nothing'] == 'x'")
                .methods("POST")
                .test(SpanTestDraft.anySpan().service("payment"))
                .build());
    probe.event(get(1, "/p/7"));
    probe.event(request(1, "POST", "/p/7", 201));
    probe.event(request(1, "POST", "/q/7", 201), client(2).below(1).from("payment"));
    assertThat(probe.counters).isEmpty();
  }

  @Test
  void expressionMayDropRequests() {
    RuleDraft drop = RuleDraft.drop("internal", "internal").cel("host.endsWith('.internal')");
    EventProbe probe = new EventProbe(drop.build());
    assertThat(probe.issue(get(1, "/").with("server.address", "a.internal"))).isEmpty();
    assertThat(probe.classes()).isEqualTo(Map.of("DROPPED_BY_RULE internal", 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'attributes[\"app.plan\"] + \"-\" + captures.id' | gold-7",
        "spans.filter(s, s.error).size() | 1",
        "'attributes[\"app.price\"] * 2.0' | 59.8",
        "duration_ms > 200 | true",
      })
  void expressionGivesAParameter(String expression, String value) {
    RuleDraft rule = rule("true").param("x", Origin.CEL, expression);
    assertThat(new EventProbe(rule.build()).event(all()).params())
        .isEqualTo(Map.of("x", new ParameterValue(value, false)));
  }

  @Test
  void parameterOfAnExpressionIsHeldToItsPatternAndKind() {
    RuleDraft rule =
        rule("true")
            .param("plan", Origin.CEL, "attributes['app.plan']", "silver")
            .param(new Parameter("count", Origin.CEL, "size(spans)", null, null, true))
            .param(new Parameter("value", Origin.CEL, "method", null, null, true));
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(all()).params())
        .isEqualTo(Map.of("count", new ParameterValue("3", true)));
    assertThat(probe.counters)
        .isEqualTo(Map.of("droppedValues.hit.plan", 1L, "droppedValues.hit.value", 1L));
  }

  @Test
  void nextSourceCountsWhereAnExpressionFails() {
    RuleDraft rule =
        rule("true")
            .param("x", Origin.CEL, "attributes['app.nothing']")
            .param("x", Origin.CONSTANT, "none");
    EventProbe probe = new EventProbe(rule.build());
    assertThat(probe.event(all()).params())
        .isEqualTo(Map.of("x", new ParameterValue("none", false)));
    assertThat(probe.counters).isEqualTo(Map.of("failedExpressions.hit", 1L));
  }

  @Test
  void queryThatFitsNoDeclaredPatternIsNotSeen() {
    RuleDraft rule = rule("'q' in query").param("term", Origin.QUERY, "q", "[a-z]+");
    assertThat(new EventProbe(rule.build()).event(all()).rule()).isEqualTo("request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attributes == attributes | character 1",
        "spans.map(s, s.attributes).size() > 0 | character 15",
        "method in attributes | character 1",
        "attributes.app.plan == 'a' | character 15",
        "query[path] == 'a' | character 7",
        "method.matches('(') | character 16",
      })
  void nameThatIsNoConstantIsAProblemWithItsPlace(String expression, String place) {
    List<RuleProblem> problems =
        RuleSet.problems(EventProbe.settings(false, rule(expression).build()));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).key()).isEqualTo("match.cel");
    assertThat(problems.get(0).message()).endsWith(" at " + place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attributes['user.id'] == 'a'",
        "'client.address' in attributes",
        "spans.exists(s, s.attributes['exception.message'] == 'a')",
        "has(attributes.session_id)",
      })
  void expressionMayNotNamePersonalAttributes(String expression) {
    assertThat(RuleSet.problems(EventProbe.settings(false, rule(expression).build())))
        .extracting(RuleProblem::message)
        .allMatch(message -> message.endsWith("may hold personal data, which no rule can read"))
        .hasSize(1);
  }

  @Test
  void placeInSeveralLinesIsLineAndCharacter() {
    RuleProblem problem =
        RuleSet.problems(EventProbe.settings(false, rule("method == 'GET'\n  && x").build()))
            .get(0);
    assertThat(problem.message()).isEqualTo("undeclared reference to 'x' at line 2, character 6");
  }

  /** As it travels in the job graph: the text goes, and is compiled where it arrives. */
  @Test
  void settingsWithExpressionsTravel() throws IOException, ClassNotFoundException {
    EventSettings settings = EventProbe.settings(false, rule("captures.id == '7'").build());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
      out.writeObject(IssueEvents.factory(settings));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      EventSettings arrived = (EventSettings) in.readObject();
      assertThat(new EventProbe(arrived).event(all()).rule()).isEqualTo("hit");
      assertThat(in.readObject()).isNotNull();
    }
  }
}
