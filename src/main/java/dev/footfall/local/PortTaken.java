package dev.footfall.local;

/**
 * A port that a local run needs belongs to somebody else; the message says which, and which setting
 * moves it.
 */
public final class PortTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTaken(String message, Throwable cause) {
    super(message, cause);
  }
}
