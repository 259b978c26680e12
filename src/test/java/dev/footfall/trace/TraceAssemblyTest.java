package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.Fragments.Sent;
import dev.footfall.trace.Issues.Issue;
import dev.footfall.trace.Issues.IssuedSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Quiet gap 10 s, late horizon 5 min, arrival span 5 min; arrivals are within the first minutes.
 */
class TraceAssemblyTest {
  private static final TraceId ID = new TraceId(1, 2);
  private static final long HORIZON = 300_000;

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
  void issuesAGroupAtItsLastArrivalPlusTheQuietGap() {
    add(1_000, Sent.server(1));
    add(11_000, Sent.inner(2, 1));
    assembly.advance(20_999);
    assertThat(issues.issues).isEmpty();

    assembly.advance(21_000);

    assertThat(issues.issues)
        .containsExactly(new Issue(ID, 21_000, false, 1, List.of(span(1, 1_000), span(2, 11_000))));
  }

  @Test
  void issuesGroupsThatOneWatermarkPassesSeparatelyAndInOrder() {
    add(50_000, Sent.inner(2, 1));
    add(1_000, Sent.server(1));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::issuedAtMillis).containsExactly(11_000L, 60_000L);
    assertThat(issues.issues).extracting(Issue::revision).containsExactly(1, 2);
  }

  @Test
  void sortsSpansByStartThenSpanId() {
    add(
        0,
        new Sent(5, 0, false, 100, ""),
        new Sent(4, 0, false, 100, ""),
        new Sent(9, 0, true, 50, ""));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues.get(0).spans())
        .extracting(IssuedSpan::spanId)
        .containsExactly(9L, 4L, 5L);
  }

  @Test
  void revisesWithinTheHorizonOfTheLastIssueWhichEachIssueRenews() {
    add(0, Sent.server(1));
    long second = 10_000 + HORIZON;
    add(second, Sent.inner(2, 1));
    long third = second + 10_000 + HORIZON;
    add(third, Sent.inner(3, 1));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::revision).containsExactly(1, 2, 3);
    assertThat(issues.issues.get(2).spans())
        .containsExactly(
            new IssuedSpan(1, 0, false, ""),
            new IssuedSpan(2, second, false, ""),
            new IssuedSpan(3, third, true, ""));
  }

  @Test
  void beginsANewTraceBehindTheHorizonWhateverStateIsLeft() {
    add(0, Sent.server(1));
    add(10_000 + HORIZON + 1, Sent.server(1));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::revision).containsExactly(1, 1);
    assertThat(sums()).isEqualTo(Map.of("0 USED ", 1L, "300000 USED ", 1L));
  }

  @Test
  void holdsNothingOnceTheHorizonIsPassed() {
    add(0, Sent.server(1));
    assembly.advance(10_000 + HORIZON - 1);
    assertThat(store.size()).isEqualTo(1);

    assembly.advance(10_000 + HORIZON);

    assertThat(store.size()).isZero();
    assertThat(store.bytes()).isZero();
  }

  @Test
  void tellsHowManyTracesAreOpenAndHowLongTheLastGroupWaited() {
    add(1_000, Sent.server(1));
    assembly.add(Fragments.fragment(new TraceId(3, 4), 40_000, Sent.server(1)));
    assembly.advance(12_000);

    assertThat(store.open()).isEqualTo(1);
    assertThat(store.size()).isEqualTo(2);
    assertThat(assembly.delayMillis()).isEqualTo(11_000);
  }

  @Test
  void remembersPastTheHorizonWhileALateGroupIsNotQuiet() {
    add(0, Sent.server(1));
    add(10_000 + HORIZON, Sent.inner(2, 1));
    add(20_000 + HORIZON, Sent.inner(3, 1));
    assembly.advance(20_000 + HORIZON);
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::revision).containsExactly(1, 2);
    assertThat(issues.issues.get(1).spans()).hasSize(3);
  }

  @Test
  void keepsTheEarliestCopyAndCountsTheOthersAtTheirOwnArrival() {
    add(61_000, Sent.server(1).withNote("second"));
    add(59_000, Sent.server(1).withNote("the first"));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues.get(0).spans())
        .containsExactly(new IssuedSpan(1, 59_000, true, "the first"));
    assertThat(sums()).isEqualTo(Map.of("0 USED ", 1L, "60000 DUPLICATE ", 1L));
  }

  @Test
  void keepsTheSmallerBytesAmongCopiesThatArriveTogether() {
    add(0, Sent.server(1).withNote("b"));
    add(0, Sent.server(1).withNote("a"));
    add(0, Sent.server(1).withNote("c"));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues.get(0).spans()).containsExactly(new IssuedSpan(1, 0, true, "a"));
  }

  @Test
  void issuesNothingAndRenewsNothingForALateGroupOfDuplicates() {
    add(0, Sent.server(1), Sent.inner(2, 1));
    add(240_000, Sent.server(1), Sent.inner(2, 1));
    add(10_000 + HORIZON + 1, Sent.inner(3, 1));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::issuedAtMillis).containsExactly(10_000L, 320_001L);
    assertThat(issues.issues).extracting(Issue::revision).containsExactly(1, 1);
    assertThat(sums())
        .isEqualTo(Map.of("0 USED ", 2L, "240000 DUPLICATE ", 2L, "300000 NO_ENTRY ", 1L));
  }

  @Test
  void extendsAGroupByADuplicate() {
    add(0, Sent.server(1));
    add(9_000, Sent.server(1));
    add(18_000, Sent.inner(2, 1));
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues).extracting(Issue::issuedAtMillis).containsExactly(28_000L);
  }

  @Test
  void issuesAGroupThatNeverFallsQuietAtLeastOncePerArrivalSpan() {
    for (long arrival = 0; arrival < 900_000; arrival += 5_000) {
      add(arrival, Sent.inner(1 + arrival, 1));
    }
    assembly.advance(Long.MAX_VALUE);

    assertThat(issues.issues)
        .extracting(Issue::issuedAtMillis)
        .containsExactly(305_000L, 605_000L, 905_000L);
    assertThat(issues.issues).extracting(Issue::truncated).containsExactly(true, true, false);
    assertThat(issues.issues.get(2).spans()).hasSize(180);
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
