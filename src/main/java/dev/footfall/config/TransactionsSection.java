package dev.footfall.config;

import dev.footfall.source.TimeSettings;
import dev.footfall.trace.AssemblySettings;
import dev.footfall.transaction.TransactionSettings;
import java.time.Duration;

/** Reads {@code transactions}. */
final class TransactionsSection {
  /** Ten years: times are counted in milliseconds, and such a one means for ever. */
  private static final int MAX_RETENTION_DAYS = 3_660;

  private TransactionsSection() {}

  static TransactionSettings transactions(
      Block block, TimeSettings time, AssemblySettings assembly) {
    Value value = block.value("retention");
    Duration retention = value.duration(TransactionSettings.DEFAULTS.retention());
    Duration revised = time.lateHorizon().plus(assembly.maxArrivalSpan()).plus(time.quietGap());
    if (retention.toDays() > MAX_RETENTION_DAYS) {
      value.report("must be at most " + MAX_RETENTION_DAYS + "d");
    } else if (retention.compareTo(revised) < 0) {
      value.report(
          "is shorter than late_horizon, max_arrival_span and quiet_gap together: a transaction"
              + " would be forgotten while its events are still revised");
    }
    block.close();
    return new TransactionSettings(retention);
  }
}
