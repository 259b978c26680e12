package dev.footfall.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for another process to reach a state, looking every 50 ms. */
final class Await {
  private Await() {}

  /**
   * Returns how long it took.
   *
   * @param what completes the sentence "gave up waiting for ..."
   * @throws IllegalStateException if it does not come true within the limit
   */
  static Duration until(String what, Duration limit, BooleanSupplier condition) {
    long startNanos = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - startNanos > limit.toNanos()) {
        throw new IllegalStateException(
            "gave up waiting for " + what + " after " + limit.toSeconds() + " s");
      }
      pause(Duration.ofMillis(50));
    }
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
