package dev.footfall.otlp;

import static dev.footfall.otlp.SpanFormat.ATTRIBUTE;
import static dev.footfall.otlp.SpanFormat.CONSTANTS;
import static dev.footfall.otlp.SpanFormat.EVENT;
import static dev.footfall.otlp.SpanFormat.FACTS;
import static dev.footfall.otlp.SpanFormat.NAME;
import static dev.footfall.otlp.SpanFormat.NAME_OF_ROUTE;
import static dev.footfall.otlp.SpanFormat.ROUTE_OF_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A span read back from its compact encoding ({@link SpanWriter}); immutable; text is decoded when
 * asked for. Holds on to the whole block that it came in.
 *
 * <p>{@link #encoded()} order decides between duplicates that arrived together.
 */
public final class Span {
  private final SpanResource resource;
  private final byte[] block;

  /** Where the item begins, its kind and length included. */
  private final int itemStart;

  private final int start;
  private final int end;
  private final int fieldsStart;
  private final int flags;
  private final long spanId;
  private final long parentSpanId;
  private final long startEpochNanos;
  private final long durationNanos;

  /** Reads the span whose length comes next in the block. */
  private Span(BlockCursor cursor, SpanResource resource) {
    this.resource = resource;
    block = cursor.bytes;
    itemStart = cursor.position - 1;
    int length = cursor.nextLength();
    start = cursor.position;
    end = start + length;
    flags = cursor.next();
    spanId = cursor.nextLong();
    parentSpanId = (flags & SpanFormat.HAS_PARENT) != 0 ? cursor.nextLong() : 0;
    startEpochNanos = cursor.nextLong();
    durationNanos = cursor.nextVarint();
    fieldsStart = cursor.position;
    cursor.position = end;
  }

  /**
   * Hands on each span of a block, in its order. Throws IllegalStateException where the block is of
   * an unknown version.
   */
  public static void read(byte[] block, Consumer<Span> out) {
    BlockCursor cursor = new BlockCursor(block, 0);
    int version = cursor.next();
    if (version != SpanFormat.VERSION) {
      throw new IllegalStateException("block of spans: unknown version " + version);
    }
    SpanResource resource = null;
    while (cursor.position < block.length) {
      int item = cursor.next();
      if (item == SpanFormat.RESOURCE) {
        resource = new SpanResource(cursor);
      } else if (item == SpanFormat.SPAN && resource != null) {
        out.accept(new Span(cursor, resource));
      } else {
        throw new IllegalStateException("block of spans: unexpected item " + item);
      }
    }
  }

  public long spanId() {
    return spanId;
  }

  /** 0 where there is none. */
  public long parentSpanId() {
    return parentSpanId;
  }

  public boolean isServer() {
    return kind() == WireSpan.SERVER;
  }

  /** OTLP's SpanKind number. */
  public int kind() {
    return flags & SpanFormat.KIND_BITS;
  }

  public boolean isError() {
    return (flags >> SpanFormat.STATUS_SHIFT & SpanFormat.STATUS_BITS) == WireSpan.ERROR;
  }

  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** Never negative; see {@link #endedBeforeStart}. */
  public long durationNanos() {
    return durationNanos;
  }

  public boolean endedBeforeStart() {
    return (flags & SpanFormat.ENDED_BEFORE_START) != 0;
  }

  /** Kept for SERVER spans, and others where a rule tests names; else null. */
  public @Nullable String name() {
    return has(NAME_OF_ROUTE) ? field(Field.METHOD) + " " + field(Field.ROUTE) : text(NAME);
  }

  public Service service() {
    return resource.service;
  }

  /**
   * The text of a standard field written for this span (path, query, host ... of SERVER spans;
   * error type of any); null where absent.
   */
  public @Nullable String field(Field field) {
    return text(field.code());
  }

  /** The HTTP status of a SERVER span, 0 where absent. */
  public int status() {
    String text = text(Field.STATUS.code());
    return text == null ? 0 : Integer.parseInt(text);
  }

  /**
   * A rule attribute or written field by attribute name: the span's, else its resource's; null
   * where absent.
   */
  public @Nullable Value attribute(String name) {
    Value own = attribute(new BlockCursor(block, fieldsStart), end, name);
    if (own != null) {
      return own;
    }
    Field field = Field.named(name);
    String text = field == null ? null : field(field);
    return text != null
        ? new Value(text, field == Field.STATUS)
        : attribute(new BlockCursor(resource.block, resource.fieldsStart), resource.end, name);
  }

  private static @Nullable Value attribute(BlockCursor fields, int end, String name) {
    while (fields.position < end) {
      int code = fields.next();
      int length = fields.nextLength();
      int fieldEnd = fields.position + length;
      if (code == ATTRIBUTE) {
        boolean number = fields.next() != 0;
        int nameLength = fields.nextLength();
        int nameEnd = fields.position + nameLength;
        if (isText(fields.bytes, fields.position, nameEnd, name)) {
          fields.position = nameEnd;
          return new Value(fields.nextText(fieldEnd - nameEnd), number);
        }
      }
      fields.position = fieldEnd;
    }
    return null;
  }

  /** Rules ask every span for every attribute: so the text is not encoded to be compared. */
  private static boolean isText(byte[] bytes, int from, int to, String text) {
    int length = text.length();
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] encoded = text.getBytes(UTF_8);
        return Arrays.equals(bytes, from, to, encoded, 0, encoded.length);
      }
      if (bytes[from + i] != c) {
        return false;
      }
    }
    return to - from == length;
  }

  /** The span's events of this name, as far as rules ask for them, in their order. */
  public List<SpanEvent> events(String name) {
    List<SpanEvent> events = new ArrayList<>();
    BlockCursor fields = new BlockCursor(block, fieldsStart);
    for (int length = seek(fields, EVENT); length >= 0; length = seek(fields, EVENT)) {
      int fieldEnd = fields.position + length;
      int nameLength = fields.nextLength();
      int nameEnd = fields.position + nameLength;
      if (isText(block, fields.position, nameEnd, name)) {
        events.add(new SpanEvent(block, nameEnd, fieldEnd));
      }
      fields.position = fieldEnd;
    }
    return events;
  }

  /** The encoded client facts, null where the door gave none. */
  public byte @Nullable [] clientFacts() {
    BlockCursor fields = new BlockCursor(block, fieldsStart);
    int length = seek(fields, FACTS);
    return length < 0 ? null : Arrays.copyOfRange(block, fields.position, fields.position + length);
  }

  private @Nullable String text(int code) {
    BlockCursor fields = new BlockCursor(block, fieldsStart);
    int length = seek(fields, code);
    if (length >= 0) {
      return fields.nextText(length);
    }
    return code == Field.ROUTE.code() && has(ROUTE_OF_PATH) ? field(Field.PATH) : constant(code);
  }

  private @Nullable String constant(int code) {
    BlockCursor fields = new BlockCursor(block, fieldsStart);
    int length = seek(fields, CONSTANTS);
    for (int i = 0; i < length; i++) {
      int place = fields.next();
      if (SpanConstants.isOf(place, code)) {
        return SpanConstants.text(place);
      }
    }
    return null;
  }

  private boolean has(int code) {
    return seek(new BlockCursor(block, fieldsStart), code) >= 0;
  }

  /** Goes to the value of a field and returns its length, or -1. */
  private int seek(BlockCursor fields, int code) {
    while (fields.position < end) {
      int next = fields.next();
      int length = fields.nextLength();
      if (next == code) {
        return length;
      }
      fields.position += length;
    }
    return -1;
  }

  /** This span's bytes in its block, without its resource. */
  public byte[] encoded() {
    return Arrays.copyOfRange(block, start, end);
  }

  /** A block of these spans, each under its resource, in the given order. */
  public static byte[] block(List<Span> spans) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(SpanFormat.VERSION);
    SpanResource last = null;
    for (Span span : spans) {
      SpanResource resource = span.resource;
      if (last == null || !resource.hasSameBytes(last)) {
        block.write(resource.block, resource.itemStart, resource.end - resource.itemStart);
      }
      last = resource;
      block.write(span.block, span.itemStart, span.end - span.itemStart);
    }
    return block.toByteArray();
  }

  /**
   * Who sent a span; equal services are the same instance where a cache allows.
   *
   * @param name {@value #UNKNOWN} where the resource has none, as the SDKs have it
   */
  public record Service(String name, @Nullable String version, @Nullable String environment) {
    static final String UNKNOWN = "unknown_service";
  }

  /**
   * An attribute's value.
   *
   * @param raw text as sent, of a list the values with U+001F between them
   * @param number whether it was a number
   */
  public record Value(String raw, boolean number) {
    private static final char SEPARATOR = (char) Attributes.LIST_SEPARATOR;

    /** As one text: the values of a list with commas between them. */
    public String text() {
      return isList() ? raw.replace(SEPARATOR, ',') : raw;
    }

    /** Whether it is a list of several values. */
    public boolean isList() {
      return raw.indexOf(SEPARATOR) >= 0;
    }

    /** How many values it is. */
    public int size() {
      int size = 1;
      for (int at = raw.indexOf(SEPARATOR); at >= 0; at = raw.indexOf(SEPARATOR, at + 1)) {
        size++;
      }
      return size;
    }

    /** The value at a place of the list; null behind its end. */
    public @Nullable String text(int place) {
      int from = 0;
      for (int i = 0; i < place; i++) {
        from = raw.indexOf(SEPARATOR, from) + 1;
        if (from == 0) {
          return null;
        }
      }
      int to = raw.indexOf(SEPARATOR, from);
      return raw.substring(from, to < 0 ? raw.length() : to);
    }
  }
}
