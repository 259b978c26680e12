package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Reads the protobuf message ResourceSpans. The Collector writes fields from the highest number
 * down, so the resource comes behind its spans: a first pass over the fields, which touches no
 * span, finds it. Several resources are merged, as protobuf merges.
 *
 * <p>Field 1000, InstrumentationLibrarySpans, has the shape of ScopeSpans and is read as such: it
 * is what writers before OTLP 0.15 sent.
 */
final class ResourceSpansReader {
  private static final int RESOURCE = 1 << 3 | WireCursor.BYTES;
  private static final int SCOPE_SPANS = 2 << 3 | WireCursor.BYTES;
  private static final int SCHEMA_URL = 3 << 3 | WireCursor.BYTES;
  private static final int INSTRUMENTATION_LIBRARY_SPANS = 1000 << 3 | WireCursor.BYTES;

  // Fields of Resource.
  private static final int ATTRIBUTES = 1 << 3 | WireCursor.BYTES;
  private static final int DROPPED_ATTRIBUTES_COUNT = 2 << 3 | WireCursor.VARINT;
  private static final int ENTITY_REFS = 3 << 3 | WireCursor.BYTES;

  private final WireCursor cursor;
  private final Reading reading;
  private final KeyValueReader attribute;
  private final ScopeSpansReader scopeSpans;

  /** Why the resource could not be read to its end; null where it could. */
  private @Nullable String resourceDamage;

  ResourceSpansReader(WireCursor cursor, Reading reading) {
    this.cursor = cursor;
    this.reading = reading;
    attribute = new KeyValueReader(cursor);
    scopeSpans = new ScopeSpansReader(cursor, reading, attribute);
  }

  void read(int end) {
    int start = cursor.position;
    int readable = readResource(end);
    reading.resource();
    cursor.resume(start);
    for (int tag = cursor.tag(readable); tag != 0; tag = cursor.tag(readable)) {
      switch (tag) {
        case SCOPE_SPANS, INSTRUMENTATION_LIBRARY_SPANS -> scopeSpans.read(readable);
        case RESOURCE, SCHEMA_URL -> cursor.skip(tag, readable);
        default -> {
          reading.unknownFound = true;
          cursor.skip(tag, readable);
        }
      }
      if (reading.damage != null) {
        return;
      }
    }
    if (cursor.broken != null) {
      reading.damage(cursor.broken);
    } else if (resourceDamage != null) {
      reading.damage(resourceDamage);
    }
  }

  /** Fills the resource's attributes and returns where the first damaged resource starts. */
  private int readResource(int end) {
    reading.span.resource.clear();
    resourceDamage = null;
    int fieldStart = cursor.position;
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      if (tag != RESOURCE) {
        cursor.skip(tag, end);
      } else if (!readAttributes(end)) {
        return fieldStart;
      }
      fieldStart = cursor.position;
    }
    return end;
  }

  private boolean readAttributes(int end) {
    int messageEnd = cursor.messageEnd(end);
    int readable = Math.min(messageEnd, end);
    attribute.strangeFound = false;
    for (int tag = cursor.tag(readable); tag != 0; tag = cursor.tag(readable)) {
      if (tag == ATTRIBUTES) {
        attribute.read(readable, reading.span.resource);
        reading.resourceFound |= cursor.broken == null && !attribute.strangeFound;
      } else {
        reading.unknownFound |= tag != DROPPED_ATTRIBUTES_COUNT && tag != ENTITY_REFS;
        cursor.skip(tag, readable);
      }
    }
    reading.unknownFound |= attribute.strangeFound;
    if (messageEnd > end) {
      resourceDamage = WireCursor.TRUNCATED;
    } else if (cursor.broken != null) {
      resourceDamage = cursor.broken;
    }
    return resourceDamage == null;
  }
}
