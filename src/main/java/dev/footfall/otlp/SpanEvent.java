package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/** An event of a {@link Span}, read back from the span's encoding when asked. */
public final class SpanEvent {
  private final byte[] block;
  private final int attributesStart;
  private final int end;

  SpanEvent(byte[] block, int attributesStart, int end) {
    this.block = block;
    this.attributesStart = attributesStart;
    this.end = end;
  }

  /** An attribute of the event that a rule asks for; null where absent. */
  public Span.@Nullable Value attribute(String name) {
    BlockCursor cursor = new BlockCursor(block, attributesStart);
    while (cursor.position < end) {
      boolean number = cursor.next() != 0;
      String found = cursor.nextText(cursor.nextLength());
      int textLength = cursor.nextLength();
      if (found.equals(name)) {
        return new Span.Value(cursor.nextText(textLength), number);
      }
      cursor.position += textLength;
    }
    return null;
  }
}
