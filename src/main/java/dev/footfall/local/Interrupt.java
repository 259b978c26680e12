package dev.footfall.local;

import sun.misc.Signal;

/**
 * Notices SIGINT and SIGTERM, so that a run can end in order with its totals; a second one ends the
 * process at once.
 *
 * <p>A shutdown hook would not do: Kafka's and Flink's own hooks run beside it and take away what
 * the end still needs.
 */
final class Interrupt {
  private static final int EXIT_CODE = 130;

  private volatile boolean seen;

  private Interrupt() {}

  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> interrupt.notice());
    }
    return interrupt;
  }

  boolean isSeen() {
    return seen;
  }

  private void notice() {
    if (seen) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    seen = true;
  }
}
