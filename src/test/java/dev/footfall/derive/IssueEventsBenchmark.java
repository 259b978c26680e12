package dev.footfall.derive;

import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.server;

import dev.footfall.client.ClientFacts;
import dev.footfall.client.ClientFacts.DeviceClass;
import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.config.ReadSettings;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.SpanDraft;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the first issue of a trace of nine spans costs, memory encoded, under the default rules: a
 * product page with its parameters, a page that no rule names, an asset; and an issue that changes
 * nothing.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class IssueEventsBenchmark {
  @Param({"/pdp/t-shirt-print-schwarz-trq22o064-q11.htm", "/help/sizes", "/style.css"})
  public String path;

  private IssueEvents issueEvents;
  private Trace trace;
  private byte[] memory;
  private final SpanTally tally = new SpanTally();

  @Setup
  public void setUp(Blackhole blackhole) {
    EventSettings settings =
        ReadSettings.of("b.yaml", "privacy: {key_ring: keys.txt}", null, List.of(), false).events();
    trace = new EventProbe(settings).trace(12_000, spans());
    issueEvents =
        new IssueEvents(
            RuleSet.compile(settings),
            (event, timestamp) -> blackhole.consume(event),
            name -> number -> {},
            null);
    memory = issueEvents.issue(trace, null, tally);
  }

  private SpanDraft[] spans() {
    SpanDraft entry =
        get(1, path)
            .from("gateway")
            .at(0, 120)
            .with("url.query", "utm_source=newsletter&utm_medium=email")
            .with("url.scheme", "https")
            .with("server.address", "www.shop.example")
            .with("http.route", "/pdp/{product}.htm");
    entry.clientFacts = facts().encode();
    return new SpanDraft[] {
      entry,
      internal(2).below(1).from("gateway").at(1, 1),
      client(3).below(1).from("gateway").at(2, 60),
      server(4).below(3).from("product").at(3, 50),
      client(5).below(4).from("product").at(5, 20),
      internal(6)
          .below(4)
          .from("product")
          .at(30, 3)
          .with("app.product.name", "T-Shirt Print schwarz")
          .with("app.product.price", 29.95)
          .with("app.product.currency", "EUR")
          .with("app.product.affiliation", "Main shop")
          .with("app.product.coupon", "SUMMER10"),
      client(7).below(1).from("gateway").at(70, 30),
      server(8).below(7).from("cart").at(71, 20),
      client(9).below(8).from("cart").at(72, 3)
    };
  }

  private static ClientFacts facts() {
    return new ClientFacts(
        IdMethod.CONNECTION,
        null,
        "0123456789abcdef0123456789abcdef",
        "fedcba9876543210fedcba9876543210",
        17,
        null,
        null,
        null,
        DeviceClass.MOBILE,
        "DE",
        "de",
        "search.example",
        null,
        null,
        false,
        false,
        true,
        null);
  }

  @Benchmark
  public byte[] firstIssue() {
    return issueEvents.issue(trace, null, tally);
  }

  @Benchmark
  public byte[] unchangedIssue() {
    return issueEvents.issue(trace, memory, tally);
  }
}
