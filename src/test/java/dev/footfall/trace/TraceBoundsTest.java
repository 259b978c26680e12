package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import dev.footfall.trace.Issues.Issue;
import dev.footfall.trace.Issues.IssuedSpan;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What assembly holds and drops when there is more than it may hold. */
class TraceBoundsTest {
  private static final TraceId ID = new TraceId(1, 2);

  private final Issues issues = new Issues();
  private final SpanTally tally = new SpanTally();
  private final MapSpill spill = new MapSpill();
  private final Map<String, Long> sums = Issues.sums();
  private TraceStore store;
  private TraceAssembly assembly = assembly(AssemblySettings.DEFAULTS);

  private TraceAssembly assembly(AssemblySettings settings) {
    TracePruning pruning = new TracePruning(settings, TimeSettings.DEFAULTS, tally);
    store = new TraceStore(spill, settings.memoryBytes(), pruning);
    return new TraceAssembly(settings, TimeSettings.DEFAULTS, store, issues, tally);
  }

  @Test
  void keepsServerSpansUnderTheCap() {
    assembly = assembly(new AssemblySettings(1 << 20, 2, 1 << 20, Duration.ofMinutes(5)));
    add(0, Sent.inner(3, 1), Sent.inner(4, 1), Sent.inner(5, 1));
    add(1_000, Sent.server(1));
    assembly.advance(Long.MAX_VALUE);

    Issue issue = issues.issues.get(0);
    assertThat(issue.truncated()).isTrue();
    assertThat(issue.spans()).hasSize(2).contains(span(1, 1_000));
    assertThat(sums()).isEqualTo(Map.of("0 USED ", 2L, "0 DROPPED_BY_RULE trace_cap", 2L));
  }

  @Test
  void leavesOutASpanThatIsLargerThanTheCapByItself() {
    assembly = assembly(new AssemblySettings(1 << 20, 100, 500, Duration.ofMinutes(5)));
    add(0, Sent.server(1).withNote("x".repeat(600)), Sent.server(2));
    assembly.advance(Long.MAX_VALUE);

    Issue issue = issues.issues.get(0);
    assertThat(issue.truncated()).isTrue();
    assertThat(issue.spans()).containsExactly(span(2, 0));
    assertThat(sums()).isEqualTo(Map.of("0 USED ", 1L, "0 DROPPED_BY_RULE trace_cap", 1L));
  }

  @Test
  void readsASpilledTraceBackForALateGroupAndForNothingElse() {
    assembly = assembly(new AssemblySettings(1_000, 100, 1 << 20, Duration.ofMinutes(5)));
    for (long trace = 1; trace <= 20; trace++) {
      assembly.add(Fragments.fragment(new TraceId(trace, trace), 0, Sent.server(1)));
      assembly.advance(0);
    }
    assembly.advance(10_000);
    assertThat(spill.blobs).isNotEmpty();
    int takes = spill.takes;

    TraceId spilled = spill.blobs.keySet().iterator().next();
    assembly.add(Fragments.fragment(spilled, 100_000, Sent.inner(2, 1)));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues.get(20))
        .extracting(Issue::id, Issue::revision)
        .containsExactly(spilled, 2);
    assertThat(issues.issues.get(20).spans()).hasSize(2);
    assertThat(spill.takes).isEqualTo(takes + 1);
    assertThat(spill.blobs).isEmpty();
  }

  @Test
  void staysWithinItsMemory() {
    assembly = assembly(new AssemblySettings(1 << 20, 100, 1 << 20, Duration.ofMinutes(5)));
    long highest = 0;
    for (long trace = 1; trace <= 4_000; trace++) {
      assembly.add(
          Fragments.fragment(
              new TraceId(trace, trace), trace, Sent.server(1).withNote("x".repeat(1_000))));
      highest = Math.max(highest, store.bytes());
    }
    assembly.advance(Long.MAX_VALUE);

    assertThat(highest).isBetween(1L << 19, 1L << 20);
    assertThat(issues.issues).hasSize(4_000);
    assertThat(spill.blobs).isEmpty();
  }

  @Test
  void neverHoldsMuchMoreThanTheCapOfATraceOfAMillionSpans() {
    int maxBytes = 1 << 20;
    assembly = assembly(new AssemblySettings(128 << 20, 10_000, maxBytes, Duration.ofMinutes(5)));
    long highest = 0;
    for (int record = 0; record < 1_000; record++) {
      Sent[] spans = new Sent[1_000];
      for (int i = 0; i < spans.length; i++) {
        long id = 1_000L * record + i + 1;
        spans[i] = i == 0 && record < 10 ? Sent.server(id) : Sent.inner(id, 1);
      }
      add(record * 20, spans);
      highest = Math.max(highest, store.bytes());
    }
    assembly.advance(Long.MAX_VALUE);

    assertThat(highest).isLessThan(3L * maxBytes);
    assertThat(issues.issues).hasSize(1);
    assertThat(issues.issues.get(0).spans()).hasSize(10_000);
    assertThat(sums())
        .isEqualTo(Map.of("0 USED ", 10_000L, "0 DROPPED_BY_RULE trace_cap", 990_000L));
  }

  @Test
  void keepsTheCapOfATraceThatSpillsAgainAndAgain() {
    int maxBytes = 20_000;
    assembly = assembly(new AssemblySettings(10_000, 500, maxBytes, Duration.ofMinutes(5)));
    for (int record = 0; record < 300; record++) {
      Sent[] spans = new Sent[100];
      for (int i = 0; i < spans.length; i++) {
        spans[i] = Sent.inner(100L * record + i + 1, 0);
      }
      add(record * 20, spans);
      assertThat(spill.blobs.values()).allMatch(blob -> blob.length < 2 * maxBytes);
    }
    assembly.advance(Long.MAX_VALUE);

    assertThat(spill.takes).isGreaterThan(10);
    assertThat(issues.issues).hasSize(1);
    assertThat(issues.issues.get(0).spans()).hasSize(500);
    assertThat(sums())
        .isEqualTo(Map.of("0 NO_ENTRY ", 500L, "0 DROPPED_BY_RULE trace_cap", 29_500L));
  }

  private void add(long arrivalMillis, Sent... spans) {
    assembly.add(Fragments.fragment(ID, arrivalMillis, spans));
  }

  private static IssuedSpan span(long spanId, long arrivalMillis) {
    return new IssuedSpan(spanId, arrivalMillis, true, "");
  }

  private Map<String, Long> sums() {
    Issues.drain(tally, sums);
    return sums;
  }
}
