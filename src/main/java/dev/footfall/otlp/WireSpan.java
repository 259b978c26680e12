package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/**
 * A span as the reader sees it on the wire; one instance, refilled for each span, valid only inside
 * the handler's call. Ids are big-endian longs. A span handed on has a non-zero trace id and span
 * id.
 */
public final class WireSpan {
  static final int SERVER = 2;
  static final int ERROR = 2;

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

  /** UTF-8; empty but for SERVER spans where the projection keeps no other names. */
  byte[] nameBytes = new byte[0];

  int nameOffset;
  int nameLength;

  /** This span's own attributes. */
  public final Attributes attributes;

  /** The attributes of the resource that sent it; the same until the handler is told of another. */
  public final Attributes resource;

  /** This span's events that rules ask for. */
  final WireEvents events;

  private final TextCache texts = new TextCache();
  private boolean nameReplaced;
  private int replacedNames;

  WireSpan(Projection projection) {
    attributes = new Attributes(projection, texts);
    resource = new Attributes(projection, texts);
    events = new WireEvents(projection.keptEvents(), texts);
  }

  /** Forgets the span, but not its resource. */
  void clear() {
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    parentSpanId = 0;
    kind = 0;
    flags = 0;
    startEpochNanos = 0;
    endEpochNanos = 0;
    statusCode = 0;
    nameLength = 0;
    nameReplaced = false;
    attributes.clear();
    events.clear();
  }

  void name(byte[] bytes, int offset, int length, boolean replaced) {
    nameBytes = bytes;
    nameOffset = offset;
    nameLength = length;
    nameReplaced = replaced;
  }

  /** Mends the name of a span that keeps it, forgets another's. */
  void settleName() {
    if (!isServer() && !attributes.projection().keepSpanNames()) {
      nameLength = 0;
      return;
    }
    byte[] mended = Utf8.mended(nameBytes, nameOffset, nameLength);
    if (mended != null) {
      name(mended, 0, mended.length, true);
    }
    replacedNames += nameReplaced ? 1 : 0;
  }

  /** How many strings were not UTF-8 since this was asked last. */
  int takeReplacedStrings() {
    int replaced =
        replacedNames
            + attributes.takeReplacedStrings()
            + resource.takeReplacedStrings()
            + events.attributes.takeReplacedStrings();
    replacedNames = 0;
    return replaced;
  }

  /** The name, null where it is empty or not kept. */
  @Nullable String name() {
    return nameLength == 0 ? null : texts.text(nameBytes, nameOffset, nameLength);
  }

  public boolean isServer() {
    return kind == SERVER;
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
