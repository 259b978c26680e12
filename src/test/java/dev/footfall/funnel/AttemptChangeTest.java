package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.Money;
import dev.footfall.funnel.Attempt.ReachedStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptChangeTest {
  private static final List<ReachedStep> STEPS =
      List.of(
          new ReachedStep(
              1,
              0,
              new Money(new BigDecimal("-12.50"), "EUR"),
              Met.error("timeout", "0123456789abcdef")),
          new ReachedStep(3, 1_799_999_999L, null, Met.slow("search")),
          new ReachedStep(4, 0, null, null));

  @Test
  void readsWhatItHasWritten() throws IOException {
    FunnelKey mobile = new FunnelKey("purchase", 3_600_000, "mobile");
    FunnelKey all = new FunnelKey("purchase", 3_600_000, null);
    for (AttemptChange change :
        List.of(
            new AttemptChange(mobile, 1, false, new Attempt(false, false, STEPS)),
            new AttemptChange(all, -1, false, new Attempt(false, true, STEPS)),
            new AttemptChange(mobile, 1, true, new Attempt(true, false, STEPS)))) {
      assertThat(read(bytes(change))).isEqualTo(change);
    }
  }

  @Test
  void readsNoVersionThatItDoesNotKnow() throws IOException {
    FunnelKey key = new FunnelKey("purchase", 0, null);
    byte[] bytes = bytes(new AttemptChange(key, 1, true, new Attempt(true, false, STEPS)));
    bytes[0] = 9;

    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("unknown version 9");
  }

  private static byte[] bytes(AttemptChange change) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    change.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static AttemptChange read(byte[] bytes) throws IOException {
    return AttemptChange.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
