package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.aggregate.AggregateRow;
import dev.footfall.aggregate.Label;
import dev.footfall.aggregate.WindowKey;
import dev.footfall.funnel.Attempt.ReachedStep;
import dev.footfall.funnel.FunnelRow.State;
import dev.footfall.privacy.KeyedId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelRowTest {
  private static final FunnelKey KEY = new FunnelKey("purchase", 3_600_000, null);

  @Test
  void breakdownsBeyondTheBoundAreToldFromNone() {
    assertThat(row(Label.OTHER, true, true).key().breakdown()).isEqualTo("(other)");
    assertThat(row(new Label("", null), true, true).key().breakdown()).isNull();
    assertThat(row(new Label("", "mobile"), true, true).key().breakdown()).isEqualTo("mobile");
  }

  @Test
  void isFinalOnlyWhereNoAttemptCanChange() {
    assertThat(row(Label.OTHER, true, true).state()).isEqualTo(State.FINAL);
    assertThat(row(Label.OTHER, true, false).state()).isEqualTo(State.OPEN);
    assertThat(row(Label.OTHER, false, true).state()).isEqualTo(State.OPEN);
  }

  private static FunnelRow row(Label label, boolean lastRow, boolean finalAttempt) {
    FunnelCounts counts = new FunnelCounts();
    Attempt attempt = new Attempt(false, false, List.of(new ReachedStep(1, 0, null, Met.NEITHER)));
    counts.add(new AttemptChange(KEY, 1, finalAttempt, attempt), new KeyedId(0, 1));
    WindowKey window = new WindowKey("purchase", 3_600_000);
    return FunnelRow.of(new AggregateRow(window, label, counts.toBytes(), 1, 7, lastRow, false));
  }
}
