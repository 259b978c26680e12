package dev.footfall.cli;

import dev.footfall.trace.TraceId;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The trace that is asked for, by its id or the beginning of it; remembers which traces began like
 * that.
 */
final class TraceQuery implements Predicate<TraceId> {
  private static final int DIGITS = 32;
  private static final int FEWEST_DIGITS = 4;

  private final String digits;
  private final Set<String> found = new TreeSet<>();

  private TraceQuery(String digits) {
    this.digits = digits;
  }

  /**
   * Reads an id as tools show it: hexadecimal digits, dashes between them or not.
   *
   * @throws CommandFailed where it is none
   */
  static TraceQuery of(String text) {
    String digits = text.strip().replace("-", "").toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{" + FEWEST_DIGITS + "," + DIGITS + "}")) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--trace " + text + ": expects a trace id of 32 hexadecimal digits, or how it begins",
          null);
    }
    return new TraceQuery(digits);
  }

  @Override
  public boolean test(TraceId id) {
    boolean wanted = mayBegin(id) && id.toString().startsWith(digits);
    if (wanted) {
      found.add(id.toString());
    }
    return wanted;
  }

  /** Compares the first digits, since most traces are others, and writing an id takes its time. */
  private boolean mayBegin(TraceId id) {
    int shift = Long.SIZE - FEWEST_DIGITS * 4;
    return id.high() >>> shift == Long.parseLong(digits.substring(0, FEWEST_DIGITS), 16);
  }

  /** The ids of the traces that began like this, in their order. */
  Set<String> found() {
    return found;
  }

  @Override
  public String toString() {
    return digits;
  }
}
