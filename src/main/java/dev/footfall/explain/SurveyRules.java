package dev.footfall.explain;

import dev.footfall.explain.Survey.Example;
import dev.footfall.explain.Survey.RuleUse;
import dev.footfall.rule.BadRulesException;
import dev.footfall.rule.CompiledRule;
import dev.footfall.rule.Entry;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.ExpressionScope;
import dev.footfall.rule.FallBack;
import dev.footfall.rule.NameRequest;
import dev.footfall.rule.NameRequest.Name;
import dev.footfall.rule.NameRequest.Names;
import dev.footfall.rule.Naming;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.RuleSources;
import dev.footfall.rule.SpanTree;
import dev.footfall.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what rules make of the requests of traces, as the job derives them. Not thread-safe. */
public final class SurveyRules {
  private static final String DROPPED_VALUES = "droppedValues.";

  private final RuleSet rules;
  private final SpanTree tree;
  private final ExpressionScope scope;
  private final NameRequest nameRequest;
  private final List<Use> uses = new ArrayList<>();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final GroupPaths unnamed = new GroupPaths();
  private final Map<String, Long> counters = new TreeMap<>();
  private long requests;

  /**
   * @throws BadRulesException where the rules cannot be used
   */
  public SurveyRules(EventSettings settings) {
    rules = RuleSet.compile(settings);
    tree = new SpanTree(settings.entryServices());
    scope = new ExpressionScope(rules.declaredQuery(), null);
    nameRequest =
        new NameRequest(
            rules,
            // Whether the catalog has an entry says nothing of a rule.
            new RuleSources(name -> number -> counters.merge(name, number, Long::sum), null));
    rules.all().forEach(rule -> uses.add(new Use(rule)));
  }

  /** Counts the requests of a trace. */
  public void add(Trace trace) {
    tree.fill(trace);
    for (int i = 0; i < tree.size(); i++) {
      if (tree.isEntry(i)) {
        requests++;
        add(new Entry(tree, i, scope), trace.id().toString());
      }
    }
  }

  private void add(Entry entry, String traceId) {
    Names names = nameRequest.name(entry);
    Example example = new Example(entry.method(), entry.path(), entry.status(), traceId);
    if (names.dropped() != null) {
      addDropped(names.dropped(), entry, example);
    }
    for (Name name : names.events()) {
      int place = name.naming().ruleIndex();
      if (place < uses.size()) {
        uses.get(place).add(example);
        uses.get(place).count(name.details().params().keySet());
      } else {
        unnamed.add(entry, name.naming().event(), example);
      }
    }
  }

  private void addDropped(String reason, Entry entry, Example example) {
    for (Use use : uses) {
      if (use.rule.drop() != null && use.rule.match().match(entry) != null) {
        use.add(example);
        return;
      }
    }
    dropped.merge(reason, 1L, Long::sum);
    if (reason.equals(FallBack.REDIRECT)) {
      unnamed.add(entry, reason, example);
    }
  }

  /** What was counted so far. */
  public Survey survey() {
    return new Survey(
        requests, uses.stream().map(this::use).toList(), Map.copyOf(dropped), unnamed.groups());
  }

  private RuleUse use(Use use) {
    Naming naming = use.rule.naming();
    Map<String, Long> droppedValues = new TreeMap<>();
    String prefix = DROPPED_VALUES + naming.rule() + ".";
    counters.forEach(
        (name, count) -> {
          if (name.startsWith(prefix)) {
            droppedValues.put(name.substring(prefix.length()), count);
          }
        });
    @Nullable String event = use.rule.drop() == null ? naming.event() : null;
    return new RuleUse(naming.rule(), event, use.requests, use.examples, use.params, droppedValues);
  }

  private static final class Use {
    private final CompiledRule rule;
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, Long> params = new LinkedHashMap<>();
    private long requests;

    Use(CompiledRule rule) {
      this.rule = rule;
      rule.parameters().forEach(parameter -> params.put(parameter.name(), 0L));
    }

    void add(Example example) {
      requests++;
      example.addTo(examples);
    }

    void count(Iterable<String> given) {
      given.forEach(name -> params.merge(name, 1L, Long::sum));
    }
  }
}
