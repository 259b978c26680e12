package dev.footfall.config;

import static dev.footfall.config.Configurations.LEAST;
import static dev.footfall.config.Configurations.problems;
import static dev.footfall.config.Configurations.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.rule.Rule;
import dev.footfall.rule.Rule.EachSpan;
import dev.footfall.rule.Rule.Items;
import dev.footfall.rule.Rule.Match;
import dev.footfall.rule.Rule.Origin;
import dev.footfall.rule.Rule.Parameter;
import dev.footfall.rule.SpanTest;
import dev.footfall.rule.SpanTest.Outcome;
import dev.footfall.rule.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesSectionTest {

  @Test
  void readsARuleWithAllItsParts() {
    Settings settings =
        read(
            LEAST
                + """
                rules:
                  - id: view-item
                    event: view_item
                    match:
                      method: [get, HEAD]
                      path: /pdp/{slug}-{item_id}.htm
                      route: /pdp/{file}
                      host: Shop.example
                      status: [200, 3xx]
                      service: frontend
                      span_name: [GET /pdp, "GET /pdp/{file}"]
                      entry_span: {attribute: app.experiment, equals: [a, 1]}
                      any_span:
                        - span_name: charge
                          service: product
                          status: error
                          longer_than: 500ms
                          shorter_than: 2s
                          event: exception
                          attribute: exception.type
                          equals: a.B
                          at_least: 2
                          at_most: 3
                        - {attribute: b, regex: "x+", at_most: 4}
                      cel: duration_ms < 500
                    interaction: true
                    conversion: once_per_session
                    params:
                      item_id: {capture: item_id, pattern: "[a-z0-9-]+"}
                      value:
                        - {span_attribute: app.price, service: product, number: true}
                        - {attribute: app.price, number: true}
                      currency: {constant: EUR}
                      page: {query: page}
                      reason: {span_event: exception, attribute: exception.type, service: payment}
                      plan: {cel: 'status < 300 ? "a" : "b"', pattern: "[ab]"}
                    items:
                      each_span: {service: cart, span_name: line, attribute: app.sku}
                      params: {item_id: {attribute: app.sku}, coupon: {param: page}}
                    verify:
                      entry_span: {status: ok}
                      any_span: {service: payment}
                      cel: status < 300
                      else: view_failed
                  - {id: internal, drop: internal, match: {path: [/a, /b]}}
                """);

    assertThat(settings.events().rules())
        .containsExactly(
            new Rule(
                "view-item",
                "view_item",
                null,
                false,
                new Match(
                    Set.of("get", "HEAD"),
                    List.of("/pdp/{slug}-{item_id}.htm"),
                    null,
                    Set.of("/pdp/{file}"),
                    Set.of("Shop.example"),
                    Set.of("200", "3xx"),
                    Set.of("frontend"),
                    Set.of("GET /pdp", "GET /pdp/{file}"),
                    List.of(
                        new SpanTest(
                            false,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "app.experiment",
                            Set.of("a", "1"),
                            null,
                            1,
                            SpanTest.ANY_NUMBER),
                        new SpanTest(
                            true,
                            "charge",
                            "product",
                            Outcome.ERROR,
                            Duration.ofMillis(500),
                            Duration.ofSeconds(2),
                            "exception",
                            "exception.type",
                            Set.of("a.B"),
                            null,
                            2,
                            3),
                        new SpanTest(
                            true, null, null, null, null, null, null, "b", Set.of(), "x+", 0, 4)),
                    "duration_ms < 500"),
                true,
                Conversion.ONCE_PER_SESSION,
                List.of(
                    new Parameter("item_id", Origin.CAPTURE, "item_id", null, "[a-z0-9-]+", false),
                    new Parameter(
                        "value", Origin.SPAN_ATTRIBUTE, "app.price", "product", null, true),
                    new Parameter("value", Origin.ATTRIBUTE, "app.price", null, null, true),
                    new Parameter("currency", Origin.CONSTANT, "EUR", null, null, false),
                    new Parameter("page", Origin.QUERY, "page", null, null, false),
                    new Parameter(
                        "reason",
                        Origin.SPAN_EVENT,
                        "exception.type",
                        "exception",
                        "payment",
                        null,
                        false,
                        null),
                    new Parameter(
                        "plan", Origin.CEL, "status < 300 ? \"a\" : \"b\"", null, "[ab]", false)),
                new Items(
                    new EachSpan("cart", "line", "app.sku"),
                    List.of(
                        new Parameter("item_id", Origin.ATTRIBUTE, "app.sku", null, null, false),
                        new Parameter("coupon", Origin.PARAM, "page", null, null, false))),
                new Verification(
                    List.of(
                        new SpanTest(
                            false,
                            null,
                            null,
                            Outcome.OK,
                            null,
                            null,
                            null,
                            null,
                            Set.of(),
                            null,
                            1,
                            SpanTest.ANY_NUMBER),
                        new SpanTest(
                            true,
                            null,
                            "payment",
                            null,
                            null,
                            null,
                            null,
                            null,
                            Set.of(),
                            null,
                            1,
                            SpanTest.ANY_NUMBER)),
                    "status < 300",
                    "view_failed")),
            new Rule(
                "internal",
                null,
                "internal",
                false,
                new Match(
                    Set.of(),
                    List.of("/a", "/b"),
                    null,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of(),
                    null),
                null,
                Conversion.NONE,
                List.of(),
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {event: a}                                                 | 5:5 rules[0].id is required
          {id: a}                                                    | 5:5 rules[0].event: a rule has either event or drop
          {id: a, event: a, drop: b}                                 | 5:20 rules[0].event: a rule has either event or drop
          {id: a, drop: b, interaction: true}                        | 5:35 rules[0].interaction means nothing in a rule that drops
          {id: a, event: view item}                                  | 5:20 rules[0].event: no event name, which is up to 40 letters, digits and _: view item
          {id: a, event: a, source: system, interaction: true}       | 5:52 rules[0].interaction is never true of what no visitor did (source: system)
          {id: a, event: a, source: robot}                           | 5:31 rules[0].source must be visitor or system
          {id: a, event: a, mach: {}}                                | 5:23 unknown key rules[0].mach; did you mean match? Allowed here: conversion, drop, event, id, interaction, items, match, params, source, verify
          {id: a, event: a, conversion: once}                        | 5:35 rules[0].conversion must be once_per_session or every
          {id: a, event: a, match: {path: /b, path_regex: /}}         | 5:53 rules[0].match.path_regex: a rule has either path or path_regex
          {id: a, event: a, match: {path: [/, b]}}                   | 5:41 rules[0].match.path[1]: a path begins with /: b
          {id: a, event: a, match: {path: "/{b"}}                    | 5:37 rules[0].match.path[0]: { without }: /{b
          {id: a, event: a, match: {path_regex: "("}}                | 5:43 rules[0].match.path_regex: no regular expression: Unclosed group at character 2
          {id: a, event: a, match: {status: [200, 2x]}}              | 5:39 rules[0].match.status: no status like 404 or 2xx: 2x
          {id: a, event: a, match: {any_span: [{service: c, equals: b}]}} | 5:42 rules[0].match.any_span[0]: equals and regex need an attribute
          {id: a, event: a, match: {any_span: {event: exception, attribute: exception.message}}} | 5:71 rules[0].match.any_span[0].attribute: exception.message may hold personal data, which no rule can read
          {id: a, event: a, params: {b: {span_event: exception, attribute: exception.stacktrace}}} | 5:70 rules[0].params.b[0].attribute: exception.stacktrace may hold personal data, which no rule can read
          {id: a, event: a, params: {b: {span_event: exception}}} | 5:35 rules[0].params.b.attribute is required
          {id: a, event: a, verify: {else: b}}                       | 5:31 rules[0].verify: verifies nothing: give any_span, entry_span or cel
          {id: a, event: a, verify: {cel: "error"}}                  | 5:31 rules[0].verify.else is required
          {id: a, event: a, verify: {cel: "eror", else: b}}          | 5:37 rules[0].verify.cel: undeclared reference to 'eror' at character 1
          {id: a, event: a, verify: {cel: "error", else: b c}}       | 5:52 rules[0].verify.else: no event name, which is up to 40 letters, digits and _: b c
          {id: a, event: a, verify: {any_span: {attribute: user.id}, else: b}} | 5:54 rules[0].verify.any_span[0].attribute: user.id may hold personal data, which no rule can read
          {id: a, drop: a, verify: {cel: "error", else: b}}          | 5:30 rules[0].verify means nothing in a rule that drops
          {id: a, event: a, match: {cel: "metod == 'GET'"}}          | 5:36 rules[0].match.cel: undeclared reference to 'metod' at character 1
          {id: a, event: a, match: {cel: "status == '200'"}}         | 5:36 rules[0].match.cel: found no matching overload for '_==_' applied to '(int, string)' at character 8
          {id: a, event: a, match: {cel: "status"}}                  | 5:36 rules[0].match.cel: gives int, where true or false is needed
          {id: a, event: a, match: {cel: "attributes[method] == 'a'"}} | 5:36 rules[0].match.cel: is no constant: names are written as in attributes["app.plan"] at character 12
          {id: a, event: a, match: {cel: "attributes['user.id'] != ''"}} | 5:36 rules[0].match.cel: user.id may hold personal data, which no rule can read
          {id: a, event: a, match: {cel: "query.token == 'x'"}}      | 5:36 rules[0].match.cel: token does not come in: add it to privacy.allowed_query
          {id: a, event: a, match: {cel: "captures.x == 'x'"}}       | 5:36 rules[0].match.cel: no path of this rule captures x
          {id: a, event: a, params: {b: {cel: spans}}}               | 5:41 rules[0].params.b[0].cel: gives list, where a text or a number is needed
          {id: a, event: a, match: {any_span: {at_most: 0}}}         | 5:41 rules[0].match.any_span[0]: tests nothing: give span_name, service, status, longer_than, shorter_than, event or attribute
          {id: a, event: a, match: {any_span: {service: b, status: failed}}} | 5:62 rules[0].match.any_span.status must be ok or error
          {id: a, event: a, match: {any_span: {service: b, at_least: 2, at_most: 1}}} | 5:76 rules[0].match.any_span[0].at_most: is less than at_least
          {id: a, event: a, match: {any_span: {service: b, at_least: 0}}} | 5:64 rules[0].match.any_span[0].at_least: 0 without at_most always holds
          {id: a, event: a, match: {entry_span: {status: ok, at_most: 0}}} | 5:65 rules[0].match.entry_span.at_most goes with any_span only, for there is one entry span
          {id: a, event: a, match: {any_span: {longer_than: 2s, shorter_than: 1s}}} | 5:73 rules[0].match.any_span[0].shorter_than: no span is longer and shorter than that
          {id: a, event: a, match: {any_span: {attribute: user.id}}} | 5:53 rules[0].match.any_span[0].attribute: user.id may hold personal data, which no rule can read
          {id: a, event: a, params: {b: {attribute: client.address}}} | 5:47 rules[0].params.b[0].attribute: client.address may hold personal data, which no rule can read
          {id: a, event: a, params: {b: {capture: c}}}               | 5:45 rules[0].params.b[0].capture: no path of this rule captures c
          {id: a, event: a, params: {b: [{query: q, pattern: "["}]}} | 5:56 rules[0].params.b[0].pattern: no regular expression: Unclosed character class at character 1
          {id: a, event: a, params: {b: {pattern: x}}}               | 5:35 rules[0].params.b: needs one of capture, query, attribute, span_attribute, span_event, cel, constant, param, catalog
          {id: a, event: a, params: {b: {query: page, constant: c}}} | 5:35 rules[0].params.b: needs one of capture, query, attribute, span_attribute, span_event, cel, constant, param, catalog
          {id: a, event: a, params: {b: {query: page, service: s}}}  | 5:58 rules[0].params.b.service goes with span_attribute and span_event only
          {id: a, event: a, params: {b: {query: q}}}                 | 5:35 rules[0].params.b: q needs a pattern, or to be in privacy.allowed_query
          {id: a, event: a, params: {b: {param: c}}}                 | 5:43 rules[0].params.b[0].param: no parameter before this one is called c
          {id: a, drop: b, items: {params: {item_id: {constant: c}}}} | 5:29 rules[0].items means nothing in a rule that drops
          {id: a, event: a, items: {params: {color: {constant: c}}}} | 5:47 rules[0].items.params.color: no field of an item; GA4 has item_id, item_name, affiliation, coupon, discount, index, item_brand, item_category, item_category2, item_category3, item_category4, item_category5, item_list_id, item_list_name, item_variant, location_id, price, quantity
          {id: a, event: a, items: {each_span: {}, params: {item_id: {constant: c}}}} | 5:42 rules[0].items.each_span: tests nothing: give attribute, span_name or service
          {id: a, event: a, items: {each_span: {attribute: user.id}, params: {item_id: {constant: c}}}} | 5:54 rules[0].items.each_span.attribute: user.id may hold personal data, which no rule can read
          {id: a, event: a, items: {params: {item_id: {param: c}}}}  | 5:57 rules[0].items.params.item_id[0].param: no parameter before this one is called c
          {id: a, event: a, items: {params: {item_id: {query: q}}}}  | 5:49 rules[0].items.params.item_id: q needs a pattern, or to be in privacy.allowed_query
          {id: a, event: a, params: {b-c: {constant: x}}}            | 5:37 rules[0].params.b-c[0]: no parameter name, which is up to 40 letters, digits and _: b-c
          """)
  void namesWhatIsWrongWithARule(String rule, String expected) {
    assertThat(problems(LEAST + "rules:\n  - " + rule + "\n")).containsExactly(expected);
  }

  @Test
  void placesEachProblemAtItsOwnRule() {
    assertThat(
            problems(
                LEAST
                    + """
                    rules:
                      - id: a
                        event: b
                        match:
                          path: [/b, c]
                      - id: a
                        event: b
                        match:
                          any_span:
                            - span_name: c
                            - attribute: d
                              regex: "["
                    """))
        .containsExactly(
            "8:18 rules[0].match.path[1]: a path begins with /: c",
            "9:9 rules[1].id is another rule's, too: a",
            "15:18 rules[1].match.any_span[1].regex: no regular expression: Unclosed character class"
                + " at character 1");
  }

  @Test
  void placesProblemsOfTheEventSettings() {
    assertThat(problems(LEAST.replace("none}", "none, api_paths: [/a, b]}")))
        .containsExactly("3:47 events.api_paths[1]: a path begins with /: b");
  }

  @Test
  void letsThroughTheDoorWhatARuleReadsUnderAPattern() {
    String rule = "rules: [{id: a, event: b, params: {c: {query: q, pattern: x+}}}]\n";

    assertThat(read(LEAST + rule).privacy().allowedQuery()).contains("q", "utm_source");
    assertThat(read(LEAST + rule, "privacy.allowed_query=[]").privacy().allowedQuery())
        .containsExactly("q");
  }

  @Test
  void namesTheSecondRuleOfAnId() {
    assertThat(
            problems(
                LEAST
                    + """
                    rules:
                      - {id: a, event: b}
                      - {id: a, event: c}
                    """))
        .containsExactly("6:10 rules[1].id is another rule's, too: a");
  }
}
