package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * A span as the reader sees it on the wire; one instance, refilled for each span, valid only inside
 * the handler's call. Ids are big-endian longs. A span handed on has a non-zero trace id and span
 * id.
 */
public final class WireSpan {
  public long traceIdHigh;
  public long traceIdLow;
  public long spanId;

  /** 0 where there is no parent, or its id is malformed. */
  public long parentSpanId;

  /**
   * OTLP's SpanKind number: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer.
   */
  public int kind;

  public int flags;
  public long startEpochNanos;

  /** As sent; may lie before the start. */
  public long endEpochNanos;

  /** OTLP's status code: 0 unset, 1 ok, 2 error. */
  public int statusCode;

  byte[] nameBytes = new byte[0];
  int nameOffset;
  int nameLength;

  /** This span's own attributes. */
  public final Attributes attributes;

  /** The attributes of the resource that sent it; the same until the handler is told of another. */
  public final Attributes resource;

  WireSpan(Projection projection) {
    attributes = new Attributes(projection);
    resource = new Attributes(projection);
  }

  public boolean isServer() {
    return kind == 2;
  }

  /** The field's text, from the span or else from its resource; null where neither has it. */
  public @Nullable String text(Field field) {
    int slot = attributes.find(field);
    if (slot >= 0) {
      return attributes.text(slot);
    }
    slot = resource.find(field);
    return slot >= 0 ? resource.text(slot) : null;
  }
}
