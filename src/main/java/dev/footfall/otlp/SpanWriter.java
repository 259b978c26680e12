package dev.footfall.otlp;

import static dev.footfall.otlp.SpanFormat.ATTRIBUTE;
import static dev.footfall.otlp.SpanFormat.CONSTANTS;
import static dev.footfall.otlp.SpanFormat.EVENT;
import static dev.footfall.otlp.SpanFormat.FACTS;
import static dev.footfall.otlp.SpanFormat.NAME;
import static dev.footfall.otlp.SpanFormat.NAME_OF_ROUTE;
import static dev.footfall.otlp.SpanFormat.ROUTE_OF_PATH;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Appends spans to a block in the compact encoding that is shuffled, kept in state and
 * checkpointed. Grows as needed, reused after {@link #reset}. What it writes never holds a personal
 * field or a slot number: standard fields go by their permanent code, other attributes by name. A
 * rule that asks for a path, query or URL attribute gets the redacted request field instead ({@link
 * Span#attribute}).
 *
 * <p>Block, version 1: {@code version(1 byte) item*}; an item is {@code 1 resource} (service name,
 * version, environment, rule attributes), to which the spans behind it belong, or {@code 2 span}.
 * Two blocks of the same version are joined by appending the second without its version byte.
 */
public final class SpanWriter {
  private final Projection projection;

  /** The slots that rules ask for, without those of personal fields and raw URLs. */
  private final int[] ruleSlots;

  private final BlockBuffer block = new BlockBuffer();

  public SpanWriter(Projection projection) {
    this.projection = projection;
    ruleSlots = Arrays.stream(projection.ruleSlots()).filter(projection::writable).toArray();
    reset();
  }

  /** Empties the block. */
  public void reset() {
    block.reset();
    block.put(SpanFormat.VERSION);
  }

  /** Bytes so far. */
  public int length() {
    return block.length();
  }

  /** A copy of the block. */
  public byte[] toBytes() {
    return block.toBytes();
  }

  /**
   * Appends the resource that the next spans belong to.
   *
   * @param values replaces or refuses the text of rule attributes (redaction)
   */
  public void resource(Attributes resource, TextFilter values) {
    block.put(SpanFormat.RESOURCE);
    int mark = block.open(1);
    putOptional(resource, Field.SERVICE_NAME);
    putOptional(resource, Field.SERVICE_VERSION);
    putOptional(resource, Field.ENVIRONMENT);
    putRuleAttributes(resource, values);
    block.close(mark, 1);
  }

  private void putOptional(Attributes resource, Field field) {
    int slot = resource.find(field);
    String text = slot < 0 ? null : resource.text(slot);
    if (text == null) {
      block.put(0);
    } else {
      block.putText(text, 1);
    }
  }

  /**
   * Appends a span: ids, kind, status, start, duration (end before start is 0, flagged), name
   * (SERVER spans, others if the projection says so), error type, rule attributes and events; for a
   * SERVER span the request with redacted path and query, and the client's facts.
   *
   * @param request null but for a SERVER span; its path, query and route are already redacted
   * @param facts the encoded client facts of a SERVER span, opaque here; null where there are none
   */
  public void span(
      WireSpan span, @Nullable HttpRequest request, byte @Nullable [] facts, TextFilter values) {
    block.put(SpanFormat.SPAN);
    // Most SERVER spans need two bytes of length, most others one.
    int lengthBytes = span.isServer() ? 2 : 1;
    int mark = block.open(lengthBytes);
    putHeader(span);
    putName(span, request, values);
    putErrorType(span.attributes, values);
    if (request != null) {
      putRequest(request);
    }
    if (facts != null) {
      block.put(FACTS);
      block.putVarint(facts.length);
      block.put(facts, 0, facts.length);
    }
    putRuleAttributes(span.attributes, values);
    if (!span.events.isEmpty()) {
      span.events.forEach(event -> putEvent(event, values));
    }
    block.close(mark, lengthBytes);
  }

  private void putHeader(WireSpan span) {
    boolean backwards = span.endEpochNanos < span.startEpochNanos;
    int kind = span.kind & SpanFormat.KIND_BITS;
    int status = span.statusCode & SpanFormat.STATUS_BITS;
    long duration = span.endEpochNanos - span.startEpochNanos;
    block.putHeader(
        (kind == span.kind ? kind : 0)
            | (status == span.statusCode ? status : 0) << SpanFormat.STATUS_SHIFT
            | (backwards ? SpanFormat.ENDED_BEFORE_START : 0)
            | (span.parentSpanId != 0 ? SpanFormat.HAS_PARENT : 0),
        span.spanId,
        span.parentSpanId,
        span.startEpochNanos,
        backwards ? 0 : duration < 0 ? Long.MAX_VALUE : duration);
  }

  private void putName(WireSpan span, @Nullable HttpRequest request, TextFilter values) {
    String name = span.name();
    String filtered = name == null ? null : values.filter("name", name);
    if (filtered != null && request != null && isMethodAndRoute(filtered, request)) {
      putMark(NAME_OF_ROUTE);
    } else {
      putField(NAME, filtered);
    }
  }

  /** As the semantic conventions name a SERVER span. */
  private static boolean isMethodAndRoute(String name, HttpRequest request) {
    String method = request.method();
    String route = request.route();
    return method != null
        && route != null
        && name.length() == method.length() + 1 + route.length()
        && name.charAt(method.length()) == ' '
        && name.startsWith(method)
        && name.endsWith(route);
  }

  private void putErrorType(Attributes attributes, TextFilter values) {
    int slot = attributes.find(Field.ERROR_TYPE);
    String text = slot < 0 ? null : attributes.text(slot);
    putField(
        Field.ERROR_TYPE.code(), text == null ? null : values.filter(projection.name(slot), text));
  }

  private void putRequest(HttpRequest request) {
    block.put(CONSTANTS);
    int mark = block.open(1);
    String method = constantOr(Field.METHOD, request.method());
    String status =
        constantOr(Field.STATUS, request.status() == 0 ? null : statusText(request.status()));
    String scheme = constantOr(Field.SCHEME, request.scheme());
    block.close(mark, 1);
    putField(Field.METHOD.code(), method);
    putField(Field.STATUS.code(), status);
    putField(Field.SCHEME.code(), scheme);
    putField(Field.PATH.code(), request.path());
    putField(Field.QUERY.code(), request.query());
    if (request.route() != null && request.route().equals(request.path())) {
      putMark(ROUTE_OF_PATH);
    } else {
      putField(Field.ROUTE.code(), request.route());
    }
    putField(Field.HOST.code(), request.host());
    putField(Field.CONTENT_TYPE.code(), request.contentType());
    putField(Field.PURPOSE.code(), request.purpose());
  }

  /** Puts the text's place, and returns null, where it is a constant; else the text. */
  private @Nullable String constantOr(Field field, @Nullable String text) {
    int place = text == null ? -1 : SpanConstants.place(field, text);
    if (place < 0) {
      return text;
    }
    block.put(place);
    return null;
  }

  private static String statusText(int status) {
    return status == 200 ? "200" : Integer.toString(status);
  }

  /** A field that says all by being there. */
  private void putMark(int code) {
    block.put(code);
    block.put(0);
  }

  private void putField(int code, @Nullable String text) {
    if (text != null) {
      block.put(code);
      block.putText(text, 0);
    }
  }

  private void putRuleAttributes(Attributes attributes, TextFilter values) {
    for (int slot : ruleSlots) {
      if (!attributes.has(slot)) {
        continue;
      }
      String text = attributes.text(slot);
      String filtered = text == null ? null : values.filter(projection.name(slot), text);
      if (filtered == null) {
        continue;
      }
      block.put(ATTRIBUTE);
      int mark = block.open(1);
      block.put(attributes.isNumber(slot) && filtered.equals(text) ? 1 : 0);
      block.putText(projection.name(slot), 0);
      block.putRawText(filtered);
      block.close(mark, 1);
    }
  }

  private void putEvent(WireEvent event, TextFilter values) {
    block.put(EVENT);
    int mark = block.open(1);
    block.putText(event.name(), 0);
    for (WireEvent.Attribute attribute : event.attributes()) {
      String filtered = values.filter(attribute.name(), attribute.text());
      if (filtered != null) {
        block.put(attribute.number() && filtered.equals(attribute.text()) ? 1 : 0);
        block.putText(attribute.name(), 0);
        block.putText(filtered, 0);
      }
    }
    block.close(mark, 1);
  }

  /** Lets text pass, changes it, or refuses it with null. */
  @FunctionalInterface
  public interface TextFilter {
    @Nullable String filter(String attributeName, String text);
  }
}
