package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/** Names what a record is that is no OTLP trace data. */
final class ForeignFormat {
  private ForeignFormat() {}

  /** The signal that a message in the place of a span belongs to; null where it may be a span. */
  static @Nullable String signal(byte[] bytes, int start, int end) {
    return null;
  }
}
