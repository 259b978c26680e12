package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Appends spans to a block in the compact encoding that is shuffled, kept in state and
 * checkpointed. Grows as needed, reused after {@link #reset}. What it writes never holds a personal
 * field or a slot number: standard fields go by their permanent code, other attributes by name.
 *
 * <p>Block, version 1: {@code version(1 byte) item*}; an item is {@code 1 resource} (service name,
 * version, environment, rule attributes), to which the spans behind it belong, or {@code 2 span}.
 * Two blocks of the same version are joined by appending the second without its version byte.
 */
public final class SpanWriter {
  public SpanWriter(Projection projection) {
    throw new UnsupportedOperationException();
  }

  /** Empties the block. */
  public void reset() {
    throw new UnsupportedOperationException();
  }

  /** Bytes so far. */
  public int length() {
    throw new UnsupportedOperationException();
  }

  /** A copy of the block. */
  public byte[] toBytes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends the resource that the next spans belong to.
   *
   * @param values replaces or refuses the text of rule attributes (redaction)
   */
  public void resource(Attributes resource, TextFilter values) {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends a span: ids, kind, status, start, duration (end before start is 0, flagged), name
   * (SERVER spans, others if the projection says so), error type, rule attributes; for a SERVER
   * span the request with redacted path and query, and the client's facts.
   *
   * @param request null but for a SERVER span; its path and query are already redacted
   * @param facts the encoded client facts of a SERVER span, opaque here; null where there are none
   */
  public void span(
      WireSpan span, @Nullable HttpRequest request, byte @Nullable [] facts, TextFilter values) {
    throw new UnsupportedOperationException();
  }

  /** Lets text pass, changes it, or refuses it with null. */
  @FunctionalInterface
  public interface TextFilter {
    @Nullable String filter(String attributeName, String text);
  }
}
