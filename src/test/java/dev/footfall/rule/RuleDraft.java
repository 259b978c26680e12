package dev.footfall.rule;

import dev.footfall.event.AnalyticsEvent.Conversion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A rule for tests. */
public final class RuleDraft {
  private final String id;
  private final String event;
  private String drop;
  private Set<String> methods = Set.of();
  private List<String> paths = List.of();
  private String pathRegex;
  private Set<String> routes = Set.of();
  private Set<String> hosts = Set.of();
  private Set<String> status = Set.of();
  private Set<String> services = Set.of();
  private Set<String> spanNames = Set.of();
  private final List<SpanTest> spans = new ArrayList<>();
  private String cel;
  private Verification verification;
  private boolean system;
  private Boolean interaction;
  private Conversion conversion = Conversion.NONE;
  private final List<Rule.Parameter> params = new ArrayList<>();
  private Rule.Items items;

  private RuleDraft(String id, String event) {
    this.id = id;
    this.event = event;
  }

  public static RuleDraft event(String id, String event) {
    return new RuleDraft(id, event);
  }

  public static RuleDraft drop(String id, String reason) {
    RuleDraft rule = new RuleDraft(id, null);
    rule.drop = reason;
    return rule;
  }

  /** No visitor made the requests. */
  public RuleDraft system() {
    system = true;
    return this;
  }

  public RuleDraft methods(String... methods) {
    this.methods = Set.of(methods);
    return this;
  }

  public RuleDraft paths(String... paths) {
    this.paths = List.of(paths);
    return this;
  }

  public RuleDraft pathRegex(String regex) {
    pathRegex = regex;
    return this;
  }

  public RuleDraft routes(String... routes) {
    this.routes = Set.of(routes);
    return this;
  }

  public RuleDraft hosts(String... hosts) {
    this.hosts = Set.of(hosts);
    return this;
  }

  public RuleDraft status(String... status) {
    this.status = Set.of(status);
    return this;
  }

  public RuleDraft services(String... services) {
    this.services = Set.of(services);
    return this;
  }

  public RuleDraft spanNames(String... names) {
    spanNames = Set.of(names);
    return this;
  }

  public RuleDraft cel(String expression) {
    cel = expression;
    return this;
  }

  public RuleDraft test(SpanTestDraft test) {
    spans.add(test.build());
    return this;
  }

  public RuleDraft noInteraction() {
    interaction = false;
    return this;
  }

  public RuleDraft conversion(Conversion conversion) {
    this.conversion = conversion;
    return this;
  }

  public RuleDraft param(String name, Rule.Origin origin, String key) {
    return param(new Rule.Parameter(name, origin, key, null, null, false));
  }

  public RuleDraft param(String name, Rule.Origin origin, String key, String pattern) {
    return param(new Rule.Parameter(name, origin, key, null, pattern, false));
  }

  public RuleDraft param(Rule.Parameter parameter) {
    params.add(parameter);
    return this;
  }

  public RuleDraft item(Rule.Parameter... params) {
    items = new Rule.Items(null, List.of(params));
    return this;
  }

  public RuleDraft items(Rule.EachSpan eachSpan, Rule.Parameter... params) {
    items = new Rule.Items(eachSpan, List.of(params));
    return this;
  }

  /** All of these tests must hold; else the event is the other. */
  public RuleDraft verify(String otherwise, SpanTestDraft... tests) {
    verification =
        new Verification(
            java.util.Arrays.stream(tests).map(SpanTestDraft::build).toList(), null, otherwise);
    return this;
  }

  public RuleDraft verifyCel(String otherwise, String expression) {
    verification = new Verification(List.of(), expression, otherwise);
    return this;
  }

  public Rule build() {
    return new Rule(
        id,
        event,
        drop,
        system,
        new Rule.Match(
            methods, paths, pathRegex, routes, hosts, status, services, spanNames, spans, cel),
        interaction,
        conversion,
        params,
        items,
        verification);
  }
}
