package dev.footfall.local;

import dev.footfall.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Notices SIGINT and SIGTERM, so that a run can end in order with its totals; a second one ends the
 * process at once. Closed, it leaves signals to whom they went before.
 *
 * <p>A shutdown hook would not do: Kafka's and Flink's own hooks run beside it and take away what
 * the end still needs.
 */
final class Interrupt implements AutoCloseable {
  private record Replaced(Signal signal, SignalHandler handler) {}

  private final List<Replaced> replaced = new ArrayList<>();
  private volatile boolean seen;

  private Interrupt() {}

  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    for (String name : List.of("INT", "TERM")) {
      Signal signal = new Signal(name);
      SignalHandler before = Signal.handle(signal, received -> interrupt.notice());
      interrupt.replaced.add(new Replaced(signal, before));
    }
    return interrupt;
  }

  boolean isSeen() {
    return seen;
  }

  @Override
  public void close() {
    replaced.forEach(before -> Signal.handle(before.signal(), before.handler()));
  }

  private void notice() {
    if (seen) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
    seen = true;
  }
}
