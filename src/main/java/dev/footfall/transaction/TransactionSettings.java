package dev.footfall.transaction;

import java.io.Serializable;
import java.time.Duration;

/**
 * How transactions are told apart.
 *
 * @param retention how long after its last event a transaction is known (30 days)
 */
public record TransactionSettings(Duration retention) implements Serializable {
  public static final TransactionSettings DEFAULTS = new TransactionSettings(Duration.ofDays(30));
}
