package dev.footfall.otlp;

/**
 * The compact encoding, version 1: what {@link SpanWriter} writes and {@link Span} reads. All
 * numbers here stand in state and savepoints: permanent, never reused.
 *
 * <pre>
 * block    = version(1) item*
 * item     = RESOURCE(1) length(varint) resource | SPAN(1) length(varint) span
 * resource = name version environment field*     each text: length + 1 (varint, 0 absent), UTF-8
 * span     = flags(1) spanId(8) parentSpanId(8, if flagged) startEpochNanos(8)
 *            durationNanos(varint) field*
 * field    = code(1) length(varint) bytes        code of a Field, or one of those below
 * flags    = kind (bits 0-2) status code (bits 3-4) ended before start (5) has a parent (6)
 * bytes of ATTRIBUTE = number?(1) length(varint) name text
 * bytes of EVENT     = length(varint) name attribute*, in the order of the events
 * attribute          = number?(1) length(varint) name length(varint) text
 * bytes of CONSTANTS = place(1)*                 places in SpanConstants
 * bytes of NAME_OF_ROUTE, ROUTE_OF_PATH = none
 * </pre>
 *
 * <p>Numbers of fixed size are big-endian. A reader passes over field codes that it does not know.
 * Lengths may be padded varints.
 */
final class SpanFormat {
  static final byte VERSION = 1;

  static final byte RESOURCE = 1;
  static final byte SPAN = 2;

  static final int KIND_BITS = 7;
  static final int STATUS_SHIFT = 3;
  static final int STATUS_BITS = 3;
  static final int ENDED_BEFORE_START = 1 << 5;
  static final int HAS_PARENT = 1 << 6;

  static final int EVENT = 119;
  static final int NAME = 120;
  static final int FACTS = 121;
  static final int ATTRIBUTE = 122;
  static final int CONSTANTS = 123;

  /** The name is the method, a space and the route; no bytes. */
  static final int NAME_OF_ROUTE = 124;

  /** The route is the path, as that of a request without variable parts; no bytes. */
  static final int ROUTE_OF_PATH = 125;

  private SpanFormat() {}
}
