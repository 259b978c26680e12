package dev.footfall.explain;

import dev.footfall.catalog.Catalog;
import dev.footfall.derive.DeriveRequest;
import dev.footfall.event.Request;
import dev.footfall.explain.Explanation.Named;
import dev.footfall.explain.Explanation.NamedRequest;
import dev.footfall.explain.Explanation.OtherRule;
import dev.footfall.explain.Explanation.Place;
import dev.footfall.explain.Explanation.TreeSpan;
import dev.footfall.rule.CompiledRule;
import dev.footfall.rule.Entry;
import dev.footfall.rule.ExpressionScope;
import dev.footfall.rule.NameRequest;
import dev.footfall.rule.NameRequest.Name;
import dev.footfall.rule.NameRequest.Names;
import dev.footfall.rule.Naming;
import dev.footfall.rule.Rule;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.RuleSources;
import dev.footfall.rule.SpanTree;
import dev.footfall.trace.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains what the job makes of a trace: derives by the same rules in the same way, and then asks
 * each rule why it did or did not name the request. Far slower than deriving. Not thread-safe.
 */
public final class ExplainTrace {
  private final RuleSet rules;
  private final SpanTree tree;
  private final ExpressionScope scope;
  private final NameRequest nameRequest;
  private final DeriveRequest deriveRequest;
  private final ExplainParameters parameters;

  /**
   * @param catalog null where there is none
   */
  public ExplainTrace(RuleSet rules, @Nullable Catalog catalog) {
    this.rules = rules;
    parameters = new ExplainParameters(catalog);
    tree = new SpanTree(rules.settings().entryServices());
    scope = new ExpressionScope(rules.declaredQuery(), null);
    nameRequest = new NameRequest(rules, new RuleSources(name -> number -> {}, catalog));
    deriveRequest = new DeriveRequest(rules.declaredQuery());
  }

  public Explanation explain(Trace trace) {
    tree.fill(trace);
    List<NamedRequest> requests = new ArrayList<>();
    for (int i = 0; i < tree.size(); i++) {
      if (tree.isEntry(i)) {
        requests.add(request(trace, new Entry(tree, i, scope)));
      }
    }
    return new Explanation(spans(), requests);
  }

  private NamedRequest request(Trace trace, Entry entry) {
    Names names = nameRequest.name(entry);
    Request request = deriveRequest.derive(trace.id(), entry);
    String dropped = names.dropped() == null ? null : dropped(names.dropped(), entry);
    List<Named> named = new ArrayList<>();
    for (Name name : names.events()) {
      CompiledRule rule = rule(name.naming());
      named.add(
          new Named(
              name.naming().event(),
              name.naming().rule(),
              rule == null,
              because(rule, name, entry),
              rule == null ? parameters.ofFallBack(name) : parameters.of(rule, name, entry)));
    }
    return new NamedRequest(request, dropped, named, others(entry, names));
  }

  private static String because(@Nullable CompiledRule rule, Name name, Entry entry) {
    if (rule == null) {
      return ExplainFallBack.words(entry);
    }
    return name.naming().equals(rule.naming())
        ? "all its tests hold"
        : "its tests hold, but not what it verifies to call it " + rule.naming().event();
  }

  /** The rule behind a name; null where it is a fall-back. */
  private @Nullable CompiledRule rule(Naming naming) {
    return naming.ruleIndex() < rules.all().size() ? rules.all().get(naming.ruleIndex()) : null;
  }

  private String dropped(String reason, Entry entry) {
    for (CompiledRule rule : rules.all()) {
      if (rule.drop() != null && rule.match().match(entry) != null) {
        return reason + ": by the drop rule " + rule.naming().rule();
      }
    }
    return reason + ": " + ExplainFallBack.dropped(reason);
  }

  private List<OtherRule> others(Entry entry, Names names) {
    NearRule near = new NearRule(entry);
    Set<String> naming =
        names.events().stream().map(name -> name.naming().rule()).collect(Collectors.toSet());
    List<OtherRule> others = new ArrayList<>();
    for (CompiledRule compiled : rules.all()) {
      Rule rule = rules.settings().rules().get(compiled.naming().ruleIndex());
      if (!naming.contains(rule.id())) {
        String failure = new ExplainMatch(rule, compiled).firstFailure(entry);
        others.add(
            new OtherRule(
                rule.id(),
                rule.drop() == null ? compiled.naming().event() : "drop: " + rule.drop(),
                failure == null || near.test(rule, compiled),
                failure == null ? before(names) : failure));
      }
    }
    return others;
  }

  /** Why a rule whose tests all hold does not name the request. */
  private static String before(Names names) {
    return names.dropped() != null
        ? "all its tests hold, but the request is dropped"
        : "all its tests hold, but " + names.events().get(0).naming().rule() + " comes first";
  }

  private List<TreeSpan> spans() {
    List<TreeSpan> spans = new ArrayList<>();
    boolean[] written = new boolean[tree.size()];
    for (int i = 0; i < tree.size(); i++) {
      if (tree.parent(i) < 0) {
        add(i, spans, written);
      }
    }
    for (int i = 0; i < tree.size(); i++) {
      add(i, spans, written); // what is left stands in a circle, which has no top
    }
    return spans;
  }

  /** Adds a span and all below it, depth first. */
  private void add(int top, List<TreeSpan> spans, boolean[] written) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(top, 0, true));
    while (!open.isEmpty()) {
      Open next = open.pop();
      if (!written[next.place]) {
        written[next.place] = true;
        spans.add(
            new TreeSpan(
                tree.span(next.place),
                next.depth,
                next.isLast,
                place(next.place),
                tree.traceSpan(next.place).arrivalMillis()));
        boolean isLast = true;
        for (int child = tree.size() - 1; child >= 0; child--) {
          if (tree.parent(child) == next.place && !written[child]) {
            open.push(new Open(child, next.depth + 1, isLast));
            isLast = false;
          }
        }
      }
    }
  }

  private record Open(int place, int depth, boolean isLast) {}

  private Place place(int i) {
    if (tree.isEntry(i)) {
      return Place.ENTRY;
    }
    return switch (tree.entry(i)) {
      case SpanTree.ROOT -> Place.NO_ENTRY;
      case SpanTree.ORPHAN -> Place.ORPHAN;
      case SpanTree.CYCLE -> Place.CYCLE;
      default -> Place.BELOW;
    };
  }
}
