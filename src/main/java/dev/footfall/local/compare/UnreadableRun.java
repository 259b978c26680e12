package dev.footfall.local.compare;

/** The records of a run cannot be read; the message says which, and why. */
public final class UnreadableRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableRun(String message) {
    super(message);
  }

  UnreadableRun(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same with the place in front. */
  UnreadableRun at(String place) {
    return new UnreadableRun(place + ": " + getMessage(), this);
  }
}
