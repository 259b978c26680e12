package dev.footfall.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.source.TimeSettings;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountSpansTest {
  /** End of minute 0, arrival span 5 min, quiet gap 10 s. */
  private static final long FINAL = 60_000 + 300_000 + 10_000;

  private KeyedOneInputStreamOperatorTestHarness<Long, AccountingCount, AccountingCount> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new CountSpans(AssemblySettings.DEFAULTS, TimeSettings.DEFAULTS)),
            AccountingCount::arrivalMinuteMillis,
            Types.LONG);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void emitsOneRowPerClassAndReasonWhenTheMinuteIsFinal() throws Exception {
    process(AccountingCount.spans(0, SpanClass.USED, "", 3));
    process(AccountingCount.spans(59_999, SpanClass.USED, "", 4));
    process(AccountingCount.spans(0, SpanClass.DROPPED_BY_RULE, "asset", 1));
    process(AccountingCount.record(0, "truncated", 100));
    process(AccountingCount.record(1, "truncated", 50));
    harness.processWatermark(FINAL - 1);
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processWatermark(FINAL);

    assertThat(harness.extractOutputValues())
        .containsExactlyInAnyOrder(
            new AccountingCount(0, SpanClass.USED, "", 7, 0, 0),
            new AccountingCount(0, SpanClass.DROPPED_BY_RULE, "asset", 1, 0, 0),
            new AccountingCount(0, null, "truncated", 0, 2, 150));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void addsARowForWhatComesBehindTheWatermark() throws Exception {
    process(AccountingCount.spans(0, SpanClass.USED, "", 3));
    harness.processWatermark(FINAL);
    process(AccountingCount.spans(0, SpanClass.USED, "", 2));
    harness.processWatermark(FINAL + 1);

    assertThat(harness.extractOutputValues())
        .containsExactly(
            AccountingCount.spans(0, SpanClass.USED, "", 3),
            AccountingCount.spans(0, SpanClass.USED, "", 2));
  }

  private void process(AccountingCount count) throws Exception {
    harness.processElement(count, count.arrivalMinuteMillis());
  }
}
