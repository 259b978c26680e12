package dev.footfall.sink;

import dev.footfall.trace.AccountingCount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Rows of the accounting as JSON by {@link AccountingSchema}. Keyed by minute, class and reason,
 * such as {@code 2026-11-24T11:29:00Z|used|}; the record's time is the minute's start.
 */
public final class AccountingJson implements Encoding<AccountingCount> {
  private final RowEncoder<AccountingCount> encoder;

  public AccountingJson(String configVersion) {
    encoder = new RowEncoder<>(AccountingSchema.columns(configVersion));
  }

  @Override
  public Output output() {
    return Output.ACCOUNTING;
  }

  @Override
  public byte[] key(AccountingCount count) {
    String minute = Instant.ofEpochMilli(count.arrivalMinuteMillis()).toString();
    return (minute + "|" + AccountingSchema.className(count) + "|" + count.reason())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] value(AccountingCount count) {
    return encoder.encode(count);
  }

  @Override
  public long timestampMillis(AccountingCount count) {
    return count.arrivalMinuteMillis();
  }
}
