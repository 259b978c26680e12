package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.privacy.KeyedId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FunnelCountsTest {
  private static final FunnelKey KEY = new FunnelKey("f", 0, null);
  private static final KeyedId VISITOR = new KeyedId(1, 2);
  private static final Met FAILED = Met.error("timeout", "payment");

  @Test
  void countsWhoReachedWentOnDroppedAndWasExcluded() {
    FunnelCounts counts = new FunnelCounts();
    counts.add(change(1, true, attempt(true, false, step(1, FAILED), step(3, null))), VISITOR);
    counts.add(
        change(1, false, attempt(false, false, step(1, Met.NEITHER), step(2, FAILED))), VISITOR);
    counts.add(change(1, false, attempt(false, true, step(1, FAILED), step(2, null))), VISITOR);

    assertThat(counts.openAttempts()).isEqualTo(2);
    assertThat(counts.finalAttempts()).isEqualTo(1);
    assertThat(counts.complete()).isEqualTo(1);
    assertThat(counts.excluded()).isEqualTo(1);
    assertThat(counts.steps()).extracting(StepCounts::reached).containsExactly(3L, 2L, 1L);
    assertThat(counts.steps()).extracting(StepCounts::wentOn).containsExactly(3L, 0L, 0L);
    assertThat(counts.steps()).extracting(StepCounts::dropped).containsExactly(0L, 1L, 0L);
    assertThat(counts.steps()).extracting(StepCounts::excluded).containsExactly(0L, 1L, 0L);
    assertThat(counts.steps())
        .extracting(step -> step.sincePreviousMicros().count())
        .containsExactly(0L, 2L, 1L);
    assertThat(counts.steps().get(0).metByContinuers().told(Met.Kind.ERROR))
        .isEqualTo(Map.of(FAILED, 2L));
    assertThat(counts.steps().get(0).metByContinuers().total(Met.Kind.NEITHER)).isEqualTo(1);
    assertThat(counts.steps().get(1).metByLeavers().told(Met.Kind.ERROR))
        .isEqualTo(Map.of(FAILED, 1L));
    assertThat(counts.steps().get(1).metByContinuers().isEmpty()).isTrue();
  }

  @Test
  void neverAddsUpCurrencies() {
    FunnelCounts counts = new FunnelCounts();
    counts.add(change(1, false, attempt(false, false, paid(1, "0.1", "EUR"))), VISITOR);
    counts.add(change(1, false, attempt(false, false, paid(1, "0.2", "EUR"))), VISITOR);
    counts.add(change(1, false, attempt(false, false, paid(1, "5", "USD"))), VISITOR);

    assertThat(counts.steps().get(0).values())
        .isEqualTo(Map.of("EUR", new BigDecimal("0.3"), "USD", new BigDecimal("5")));
  }

  @Test
  void isTheSameInWhateverOrderAndGroupingChangesCome() throws IOException {
    Random random = new Random(20261125);
    List<AttemptChange> changes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Attempt attempt = randomAttempt(random);
      boolean isFinal = random.nextBoolean();
      changes.add(change(1, isFinal, attempt));
      if (!isFinal && random.nextInt(3) == 0) {
        changes.add(change(-1, false, attempt));
      }
    }
    FunnelCounts whole = sum(changes);
    Collections.shuffle(changes, random);
    FunnelCounts merged = sum(changes.subList(0, 100));
    merged.merge(read(bytes(sum(changes.subList(100, 300)))));
    merged.merge(sum(changes.subList(300, changes.size())));

    assertThat(bytes(merged)).isEqualTo(bytes(whole));
    assertThat(bytes(read(bytes(whole)))).isEqualTo(bytes(whole));
  }

  @Test
  void nothingIsLeftOfWhatWasTakenBack() throws IOException {
    Random random = new Random(20261125);
    FunnelCounts counts = new FunnelCounts();
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      attempts.add(randomAttempt(random));
      counts.add(change(1, false, attempts.get(i)), VISITOR);
    }
    Collections.shuffle(attempts, random);
    attempts.forEach(attempt -> counts.add(change(-1, false, attempt), VISITOR));

    assertThat(bytes(counts)).isEqualTo(bytes(new FunnelCounts()));
    assertThat(counts.isEmpty()).isTrue();
  }

  @Test
  void knowsWhoReachedAStepForGood() throws IOException {
    FunnelCounts counts = new FunnelCounts();
    counts.add(change(1, false, attempt(false, false, step(1, null), step(2, null))), VISITOR);
    assertThat(counts.steps().get(0).visitors().isEmpty())
        .as("what is open can be taken back, a sketch forgets nobody")
        .isTrue();

    counts.add(change(-1, false, attempt(false, false, step(1, null), step(2, null))), VISITOR);
    counts.add(change(1, true, attempt(false, false, step(1, null))), VISITOR);
    counts.add(change(1, true, attempt(false, false, step(1, null))), VISITOR);
    counts.add(change(1, true, attempt(true, false, step(1, null))), new KeyedId(1, 3));
    assertThat(counts.steps())
        .extracting(step -> step.visitors().estimate())
        .containsExactly(2L, 0L);
    assertThat(read(bytes(counts)).steps().get(0).visitors().base64())
        .isEqualTo(counts.steps().get(0).visitors().base64());
  }

  @Test
  void tellsTheMostFrequentApart() {
    MetCounts counts = new MetCounts();
    for (int i = 0; i < 60; i++) {
      counts.add(Met.error("type" + i, "service"), 1 + i);
      counts.add(Met.slow("service" + i), 1);
    }

    Map<Met, Long> errors = counts.told(Met.Kind.ERROR);

    assertThat(errors).hasSize(51).containsEntry(Met.error("type59", "service"), 60L);
    assertThat(errors.keySet()).first().isEqualTo(Met.error("type59", "service"));
    assertThat(errors.keySet()).last().isEqualTo(Met.error("(other)", "(other)"));
    assertThat(errors.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(60 * 61 / 2);
    assertThat(counts.told(Met.Kind.SLOW)).hasSize(51).containsEntry(Met.slow("(other)"), 10L);
  }

  @Test
  void weighsWhatIsOpenAndWhatIsFinal() {
    FunnelCounts counts = new FunnelCounts();
    counts.add(change(1, true, attempt(true, false, step(1, null))), VISITOR);
    counts.add(change(1, false, attempt(false, false, step(1, Met.NEITHER))), VISITOR);

    assertThat(counts.weight()).isEqualTo(2);
  }

  @Test
  void readsNoVersionThatItDoesNotKnow() throws IOException {
    byte[] bytes = bytes(new FunnelCounts());
    bytes[0] = 9;

    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("unknown version 9");
  }

  private static Attempt randomAttempt(Random random) {
    List<ReachedStep> steps = new ArrayList<>();
    for (int step = 1; step <= 1 + random.nextInt(4); step++) {
      Met met = random.nextBoolean() ? Met.NEITHER : Met.error("e" + random.nextInt(80), "s");
      Money money =
          random.nextInt(3) == 0
              ? null
              : new Money(BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(4)), "EUR");
      steps.add(new ReachedStep(step, random.nextInt(1 << 30), money, met));
    }
    boolean complete = random.nextInt(3) == 0;
    return new Attempt(complete, !complete && random.nextBoolean(), steps);
  }

  private static FunnelCounts sum(List<AttemptChange> changes) {
    FunnelCounts counts = new FunnelCounts();
    for (AttemptChange change : changes) {
      long visitor = change.attempt().steps().get(0).sincePreviousMicros() % 40;
      counts.add(change, new KeyedId(0, visitor));
    }
    return counts;
  }

  private static AttemptChange change(int sign, boolean isFinal, Attempt attempt) {
    return new AttemptChange(KEY, sign, isFinal, attempt);
  }

  private static Attempt attempt(boolean complete, boolean excluded, ReachedStep... steps) {
    return new Attempt(complete, excluded, List.of(steps));
  }

  private static ReachedStep step(int step, Met met) {
    return new ReachedStep(step, 5, null, met);
  }

  private static ReachedStep paid(int step, String amount, String currency) {
    return new ReachedStep(step, 0, new Money(new BigDecimal(amount), currency), Met.NEITHER);
  }

  private static byte[] bytes(FunnelCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    counts.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static FunnelCounts read(byte[] bytes) throws IOException {
    return FunnelCounts.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
