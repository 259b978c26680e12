package dev.footfall.source;

/** No broker answered, or none let this client in; the message says which were asked for what. */
public final class KafkaUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
