package dev.footfall.otlp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of OTLP trace data as {@link OtlpTree} knows it: its fields by number and by the name
 * that the JSON form gives them.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.8.0/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class TreeMessage {
  private static final TreeMessage ANY_VALUE = new TreeMessage();

  private static final TreeMessage KEY_VALUE =
      new TreeMessage().text(1, "key").message(2, "value", ANY_VALUE);

  private static final TreeMessage RESOURCE =
      new TreeMessage().list(1, "attributes", KEY_VALUE).number(2, "droppedAttributesCount");

  private static final TreeMessage SCOPE =
      new TreeMessage()
          .text(1, "name")
          .text(2, "version")
          .list(3, "attributes", KEY_VALUE)
          .number(4, "droppedAttributesCount");

  private static final TreeMessage EVENT =
      new TreeMessage()
          .fixed64(1, "timeUnixNano")
          .text(2, "name")
          .list(3, "attributes", KEY_VALUE)
          .number(4, "droppedAttributesCount");

  private static final TreeMessage LINK =
      new TreeMessage()
          .bytes(1, "traceId")
          .bytes(2, "spanId")
          .text(3, "traceState")
          .list(4, "attributes", KEY_VALUE)
          .number(5, "droppedAttributesCount")
          .fixed32(6, "flags");

  private static final TreeMessage STATUS = new TreeMessage().text(2, "message").number(3, "code");

  private static final TreeMessage SPAN =
      new TreeMessage()
          .bytes(1, "traceId")
          .bytes(2, "spanId")
          .text(3, "traceState")
          .bytes(4, "parentSpanId")
          .text(5, "name")
          .number(6, "kind")
          .fixed64(7, "startTimeUnixNano")
          .fixed64(8, "endTimeUnixNano")
          .list(9, "attributes", KEY_VALUE)
          .number(10, "droppedAttributesCount")
          .list(11, "events", EVENT)
          .number(12, "droppedEventsCount")
          .list(13, "links", LINK)
          .number(14, "droppedLinksCount")
          .message(15, "status", STATUS)
          .fixed32(16, "flags");

  private static final TreeMessage SCOPE_SPANS =
      new TreeMessage().message(1, "scope", SCOPE).list(2, "spans", SPAN).text(3, "schemaUrl");

  private static final TreeMessage RESOURCE_SPANS =
      new TreeMessage()
          .message(1, "resource", RESOURCE)
          .list(2, "scopeSpans", SCOPE_SPANS)
          .text(3, "schemaUrl")
          // Instrumentation library spans: what scope spans were before version 0.15.
          .list(1000, "instrumentationLibrarySpans", SCOPE_SPANS);

  static final TreeMessage TRACES_DATA = new TreeMessage().list(1, "resourceSpans", RESOURCE_SPANS);

  static {
    ANY_VALUE
        .text(1, "stringValue")
        .number(2, "boolValue")
        .number(3, "intValue")
        .fixed64(4, "doubleValue")
        .message(5, "arrayValue", new TreeMessage().list(1, "values", ANY_VALUE))
        .message(6, "kvlistValue", new TreeMessage().list(1, "values", KEY_VALUE))
        .bytes(7, "bytesValue");
  }

  /** How a field is written. */
  enum Kind {
    TEXT,
    BYTES,
    NUMBER,
    FIXED64,
    FIXED32,
    MESSAGE,
    LIST
  }

  /**
   * A field.
   *
   * @param message of a MESSAGE or LIST
   */
  record Member(int number, String name, Kind kind, @Nullable TreeMessage message) {
    int tag() {
      return number << 3
          | switch (kind) {
            case TEXT, BYTES, MESSAGE, LIST -> WireCursor.BYTES;
            case NUMBER -> WireCursor.VARINT;
            case FIXED64 -> WireCursor.FIXED64;
            case FIXED32 -> WireCursor.FIXED32;
          };
    }
  }

  private final Map<Integer, Member> byTag = new HashMap<>();
  private final Map<String, Member> byName = new HashMap<>();

  private TreeMessage() {}

  /** The field of this number and wire type; null where there is none. */
  @Nullable Member tagged(int tag) {
    return byTag.get(tag);
  }

  /** The field of this name; null where there is none. */
  @Nullable Member named(String name) {
    return byName.get(name);
  }

  private TreeMessage text(int number, String name) {
    return add(number, name, Kind.TEXT, null);
  }

  private TreeMessage bytes(int number, String name) {
    return add(number, name, Kind.BYTES, null);
  }

  private TreeMessage number(int number, String name) {
    return add(number, name, Kind.NUMBER, null);
  }

  private TreeMessage fixed64(int number, String name) {
    return add(number, name, Kind.FIXED64, null);
  }

  private TreeMessage fixed32(int number, String name) {
    return add(number, name, Kind.FIXED32, null);
  }

  private TreeMessage message(int number, String name, TreeMessage message) {
    return add(number, name, Kind.MESSAGE, message);
  }

  private TreeMessage list(int number, String name, TreeMessage message) {
    return add(number, name, Kind.LIST, message);
  }

  private TreeMessage add(int number, String name, Kind kind, @Nullable TreeMessage message) {
    Member member = new Member(number, name, kind, message);
    byTag.put(member.tag(), member);
    byName.put(name, member);
    return this;
  }
}
