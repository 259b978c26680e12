package dev.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.Funnel.Breakdown;
import dev.footfall.funnel.Funnel.Condition;
import dev.footfall.funnel.Funnel.CountBy;
import dev.footfall.funnel.Funnel.EventTest;
import dev.footfall.funnel.Funnel.Exclusion;
import dev.footfall.funnel.Funnel.Order;
import dev.footfall.funnel.Funnel.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunnelsSectionTest {
  private static final KnownEvents EVENTS =
      new KnownEvents(
          List.of(
              "a",
              "b",
              "c",
              "x",
              "view_item",
              "view_cart",
              "add_to_cart",
              "remove_from_cart",
              "purchase",
              "purchase_failed",
              "begin_checkout",
              "log_out"));

  @Test
  void readsAFunnelWithAllItsParts() {
    assertThat(
            read(
                """
                - id: purchase
                  steps:
                    - view_item
                    - {event: add_to_cart, where: {value: {regex: "[1-9].*"}, item_id: [a, b], list: x}}
                    - {any: [begin_checkout, {event: view_cart, where: {status: 200}}], optional: true, name: checkout}
                    - {any: [purchase, purchase_failed]}
                  order: strict
                  window: 20m
                  step_window: 10m
                  exclude: [{event: remove_from_cart, from: 2, to: 4, where: {all: yes}}, log_out]
                  hold_constant: items.item_id
                  count_by: session
                  breakdown: {property: device_category, at: 4}
                  cohort: 5m
                """,
                false))
        .containsExactly(
            new Funnel(
                "purchase",
                List.of(
                    step("view_item", event("view_item")),
                    step(
                        "add_to_cart",
                        event(
                            "add_to_cart",
                            new Condition("value", List.of(), "[1-9].*"),
                            new Condition("item_id", List.of("a", "b"), null),
                            new Condition("list", List.of("x"), null))),
                    new Step(
                        "checkout",
                        List.of(
                            event("begin_checkout"),
                            event("view_cart", new Condition("status", List.of("200"), null))),
                        true),
                    step(
                        "purchase or purchase_failed",
                        event("purchase"),
                        event("purchase_failed"))),
                Order.STRICT,
                Duration.ofMinutes(20),
                Duration.ofMinutes(10),
                List.of(
                    new Exclusion(
                        event("remove_from_cart", new Condition("all", List.of("yes"), null)),
                        2,
                        4),
                    new Exclusion(event("log_out"), 1, 4)),
                "items.item_id",
                CountBy.SESSION,
                new Breakdown("device_category", 4),
                Duration.ofMinutes(5)));
  }

  @Test
  void needsNoMoreThanAnIdAndSteps() {
    assertThat(read("[{id: f, steps: [a, b]}]", false))
        .containsExactly(
            new Funnel(
                "f",
                List.of(step("a", event("a")), step("b", event("b"))),
                Order.ORDERED,
                Duration.ofMinutes(30),
                null,
                List.of(),
                null,
                CountBy.VISITOR,
                null,
                Duration.ofHours(1)));
    assertThat(read("", false)).isEmpty();
  }

  @Test
  void breaksDownByTheFirstStepOrTheSession() {
    assertThat(
            read(
                """
                - {id: f, steps: [a, b], breakdown: {property: country}}
                - {id: g, steps: [a, b], breakdown: {property: country, at: session}}
                """,
                false))
        .extracting(Funnel::breakdown)
        .containsExactly(
            new Breakdown("country", 1), new Breakdown("country", Breakdown.OF_SESSION));
  }

  @Test
  void allowsALongWindowWhereVisitorsHaveDeviceIds() {
    String funnel = "[{id: f, steps: [a, b], window: 30d}]";

    assertThat(read(funnel, true)).hasSize(1);
    assertThat(problems(funnel, false))
        .containsExactly(
            "1:33 funnels[0].window is longer than 24h, the life of a visitor's id without device"
                + " cookies");
    assertThat(read("[{id: f, steps: [a, b], window: 24h}]", false)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {steps: [a, b]}                                            | 1:2 funnels[0].id is required
          {id: f}                                                    | 1:2 funnels[0] has no steps: must be 2 to 60 steps
          {id: f, steps: [a]}                                        | 1:17 funnels[0].steps must be 2 to 60 steps
          {id: f, steps: [{event: a, optional: true}, b]}            | 1:18 funnels[0].steps[0] is optional; the first and the last step cannot be
          {id: f, steps: [a, {event: b, optional: true}]}            | 1:21 funnels[0].steps[1] is optional; the first and the last step cannot be
          {id: f, steps: [a, {name: b}]}                             | 1:21 funnels[0].steps[1].event is required
          {id: f, steps: [a, {any: [b], event: c}]}                  | 1:21 funnels[0].steps[1] has either any or event and where
          {id: f, steps: [a, {event: b, where: {c: {regex: "["}}}]}  | 1:51 funnels[0].steps[1].where.c.regex is not a regular expression: Unclosed character class at 1
          {id: f, steps: [a, {event: b, were: {}}]}                  | 1:32 unknown key funnels[0].steps[1].were; did you mean where? Allowed here: any, event, name, optional, where
          {id: f, steps: [a, b], order: loose}                       | 1:32 funnels[0].order must be ordered or strict or any
          {id: f, steps: [a, b], window: 0s}                         | 1:33 funnels[0].window must not be 0
          {id: f, steps: [a, b], step_window: 31m}                   | 1:38 funnels[0].step_window is longer than the window
          {id: f, steps: [a, b], order: any, step_window: 1m}        | 1:50 funnels[0].step_window needs an order; with order any there is none
          {id: f, steps: [a, b], exclude: [{event: x, from: 2}]}     | 1:35 funnels[0].exclude[0] must be from a step to a later one
          {id: f, steps: [a, b], exclude: [{event: x, to: 3}]}       | 1:35 funnels[0].exclude[0] names a step after the last, which is 2
          {id: f, steps: [a, b], exclude: [{event: x, from: 0}]}     | 1:52 funnels[0].exclude[0].from must be at least 1
          {id: f, steps: [a, b], breakdown: {property: c, at: 3}}    | 1:54 funnels[0].breakdown.at must be a step, 1 to 2, or session
          {id: f, steps: [a, b], breakdown: {property: c, at: 0}}    | 1:54 funnels[0].breakdown.at must be a step, 1 to 2, or session
          {id: f, steps: [a, b], breakdown: {property: c, at: x}}    | 1:54 funnels[0].breakdown.at is not a step, or session
          {id: f, steps: [a, b], cohort: 0h}                         | 1:33 funnels[0].cohort must not be 0
          {id: f, steps: [a, b], count_by: user}                     | 1:35 funnels[0].count_by must be visitor or session or total
          """)
  void namesWhatIsWrongWithAFunnel(String funnel, String expected) {
    assertThat(problems("[" + funnel + "]", false)).containsExactly(expected);
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    assertThat(
            problems(
                """
                - {id: f, steps: [a], window: 25h}
                - id: f
                  steps: [a, b]
                  exclude: [{event: c, from: 1, to: 9}]
                """,
                false))
        .containsExactly(
            "1:18 funnels[0].steps must be 2 to 60 steps",
            "1:31 funnels[0].window is longer than 24h, the life of a visitor's id without device"
                + " cookies",
            "2:7 funnels[1].id is another funnel's, too: f",
            "4:13 funnels[1].exclude[0] names a step after the last, which is 2");
  }

  private static Step step(String name, EventTest... events) {
    return new Step(name, List.of(events), false);
  }

  private static EventTest event(String name, Condition... conditions) {
    return new EventTest(name, List.of(conditions));
  }

  private static List<Funnel> read(String yaml, boolean deviceIds) {
    Problems problems = new Problems();
    YamlText text = new YamlText("footfall.yaml", yaml);
    List<Funnel> funnels =
        FunnelsSection.funnels(
            new Value("funnels", text.start(), text.compose(problems), problems, new Shape()),
            EVENTS,
            deviceIds);
    problems.throwIfAny();
    return funnels;
  }

  private static List<String> problems(String yaml, boolean deviceIds) {
    List<Problem> found = new java.util.ArrayList<>();
    assertThatThrownBy(() -> read(yaml, deviceIds))
        .isInstanceOfSatisfying(InvalidSettings.class, invalid -> found.addAll(invalid.problems()));
    return found.stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }
}
