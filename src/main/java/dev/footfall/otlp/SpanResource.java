package dev.footfall.otlp;

import java.util.Arrays;

/** The resource item of a block, shared by the spans behind it. */
final class SpanResource {
  private static final int CACHED_SERVICES = 1024;

  /**
   * Services by their bytes. Entries are immutable, so that threads may race for a place; a newer
   * one replaces the older.
   */
  private static final CachedService[] CACHE = new CachedService[CACHED_SERVICES];

  final byte[] block;

  /** Where the item begins, its kind and length included. */
  final int itemStart;

  /** Where the attributes begin. */
  final int fieldsStart;

  final int end;
  final Span.Service service;

  /** Reads the resource whose length comes next in the block. */
  SpanResource(BlockCursor cursor) {
    block = cursor.bytes;
    itemStart = cursor.position - 1;
    int length = cursor.nextLength();
    end = cursor.position + length;
    int textsStart = cursor.position;
    for (int i = 0; i < 3; i++) {
      int textLength = cursor.nextLength();
      cursor.position += Math.max(0, textLength - 1);
    }
    fieldsStart = cursor.position;
    service = service(textsStart);
    cursor.position = end;
  }

  boolean hasSameBytes(SpanResource other) {
    return this == other
        || Arrays.equals(block, itemStart, end, other.block, other.itemStart, other.end);
  }

  private Span.Service service(int textsStart) {
    int hash = 1;
    for (int i = textsStart; i < fieldsStart; i++) {
      hash = 31 * hash + block[i];
    }
    int bucket = (hash ^ hash >>> 16) & CACHED_SERVICES - 1;
    CachedService cached = CACHE[bucket];
    if (cached != null
        && Arrays.equals(cached.key, 0, cached.key.length, block, textsStart, fieldsStart)) {
      return cached.service;
    }
    BlockCursor texts = new BlockCursor(block, textsStart);
    String name = texts.nextOptionalText();
    Span.Service read =
        new Span.Service(
            name == null ? Span.Service.UNKNOWN : name,
            texts.nextOptionalText(),
            texts.nextOptionalText());
    CACHE[bucket] = new CachedService(Arrays.copyOfRange(block, textsStart, fieldsStart), read);
    return read;
  }

  private static final class CachedService {
    private final byte[] key;
    private final Span.Service service;

    private CachedService(byte[] key, Span.Service service) {
      this.key = key;
      this.service = service;
    }
  }
}
