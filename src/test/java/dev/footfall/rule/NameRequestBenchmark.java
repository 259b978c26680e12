package dev.footfall.rule;

import dev.footfall.derive.EventProbe;
import dev.footfall.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to name a request by many rules: templates under different first segments and under
 * the same one, some with expressions of their own in a segment, tests on status and attributes, a
 * few path_regex and CEL on narrow paths. Half of the requests are named by a rule, half by none.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class NameRequestBenchmark {
  private static final int REQUESTS = 64;

  @Param({"10", "100", "1000"})
  public int rules;

  private NameRequest nameRequest;
  private final List<Entry> entries = new ArrayList<>();

  @Setup
  public void setUp() {
    Rule[] all = new Rule[rules];
    for (int i = 0; i < rules; i++) {
      all[i] = rule(i);
    }
    EventSettings settings = EventProbe.settings(false, all);
    RuleSet ruleSet = RuleSet.compile(settings);
    nameRequest = new NameRequest(ruleSet, new RuleSources(name -> number -> {}, null));
    ExpressionScope scope = new ExpressionScope(ruleSet.declaredQuery(), null);
    EventProbe probe = new EventProbe(settings);
    Random random = new Random(7);
    for (int i = 0; i < REQUESTS; i++) {
      String path = i % 2 == 0 ? path(random.nextInt(rules)) : unknown(i, random);
      Trace trace = probe.trace(12_000, SpanDraft.get(1, path).with("app.plan", "gold"));
      SpanTree tree = new SpanTree(Set.of());
      tree.fill(trace);
      entries.add(new Entry(tree, 0, scope));
    }
  }

  private static Rule rule(int i) {
    RuleDraft rule = RuleDraft.event("rule-" + i, "hit");
    RuleDraft tests =
        switch (i % 10) {
          case 0, 1, 2 -> rule.methods("GET").paths("/area" + i + "/{id}");
          case 3, 4 -> rule.methods("GET").status("2xx").paths("/shop/list" + i + "/{page}");
          case 5 -> rule.paths("/shop/{section}/item" + i + "/{slug}-{id:[0-9]+}.htm");
          case 6 -> rule.methods("GET", "POST").paths("/shop/cart/step" + i);
          case 7 -> rule.paths("/{language}/page" + i, "/{language}/page" + i + "/**");
          case 8 ->
              rule.paths("/plan" + i).test(SpanTestDraft.entrySpan().attribute("app.plan", "gold"));
          default ->
              i % 200 == 9
                  ? rule.pathRegex("/help/(?<topic>[a-z]+)" + i + "/.*")
                  : rule.paths("/shop/wish" + i + "/{id}").cel("status < 400 && captures.id != ''");
        };
    return tests.build();
  }

  /** What the rule names. */
  private static String path(int i) {
    return switch (i % 10) {
      case 0, 1, 2 -> "/area" + i + "/4711";
      case 3, 4 -> "/shop/list" + i + "/2";
      case 5 -> "/shop/shoes/item" + i + "/red-shoe-4711.htm";
      case 6 -> "/shop/cart/step" + i;
      case 7 -> "/en/page" + i + "/more";
      case 8 -> "/plan" + i;
      default -> i % 200 == 9 ? "/help/sizes" + i + "/all" : "/shop/wish" + i + "/4711";
    };
  }

  private static String unknown(int i, Random random) {
    return switch (i % 8) {
      case 1 -> "/";
      case 3 -> "/shop/unknown" + random.nextInt(100) + "/9";
      case 5 -> "/blog/2026/11/post-" + random.nextInt(100);
      default -> "/account/orders/" + random.nextInt(1000);
    };
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void name(Blackhole blackhole) {
    for (Entry entry : entries) {
      blackhole.consume(nameRequest.name(entry));
    }
  }
}
