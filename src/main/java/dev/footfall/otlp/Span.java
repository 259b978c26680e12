package dev.footfall.otlp;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A span read back from its compact encoding ({@link SpanWriter}); immutable; text is decoded when
 * asked for.
 *
 * <p>{@link #encoded()} order decides between duplicates that arrived together.
 */
public final class Span {
  private Span() {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands on each span of a block, in its order. Throws IllegalStateException where the block is of
   * an unknown version.
   */
  public static void read(byte[] block, Consumer<Span> out) {
    throw new UnsupportedOperationException();
  }

  public long spanId() {
    throw new UnsupportedOperationException();
  }

  /** 0 where there is none. */
  public long parentSpanId() {
    throw new UnsupportedOperationException();
  }

  public boolean isServer() {
    throw new UnsupportedOperationException();
  }

  /** OTLP's SpanKind number. */
  public int kind() {
    throw new UnsupportedOperationException();
  }

  public boolean isError() {
    throw new UnsupportedOperationException();
  }

  public long startEpochNanos() {
    throw new UnsupportedOperationException();
  }

  /** Never negative; see {@link #endedBeforeStart}. */
  public long durationNanos() {
    throw new UnsupportedOperationException();
  }

  public boolean endedBeforeStart() {
    throw new UnsupportedOperationException();
  }

  /** Kept for SERVER spans, and others where a rule tests names; else null. */
  public @Nullable String name() {
    throw new UnsupportedOperationException();
  }

  public Service service() {
    throw new UnsupportedOperationException();
  }

  /**
   * The text of a standard field written for this span (path, query, host ... of SERVER spans;
   * error type of any); null where absent.
   */
  public @Nullable String field(Field field) {
    throw new UnsupportedOperationException();
  }

  /** The HTTP status of a SERVER span, 0 where absent. */
  public int status() {
    throw new UnsupportedOperationException();
  }

  /** A rule attribute: the span's, else its resource's; null where absent. */
  public @Nullable Value attribute(String name) {
    throw new UnsupportedOperationException();
  }

  /** The encoded client facts, null where the door gave none. */
  public byte @Nullable [] clientFacts() {
    throw new UnsupportedOperationException();
  }

  /** This span's bytes in its block, without its resource. */
  public byte[] encoded() {
    throw new UnsupportedOperationException();
  }

  /** A block of these spans, each under its resource, in the given order. */
  public static byte[] block(List<Span> spans) {
    throw new UnsupportedOperationException();
  }

  /** Who sent a span; equal services are the same instance where a cache allows. */
  public record Service(String name, @Nullable String version, @Nullable String environment) {}

  /** An attribute's value: text as sent, and whether it was a number. */
  public record Value(String text, boolean number) {}
}
