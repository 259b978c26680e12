package dev.footfall.capture;

import dev.footfall.client.Pseudonyms;
import dev.footfall.otlp.OtlpReader;
import dev.footfall.otlp.OtlpTree;
import dev.footfall.otlp.Projection;
import dev.footfall.otlp.SpanHandler;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.KeyedHash;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.RuleProjection;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes personal data out of records, and keeps what the job makes of them. What is known to be
 * harmless passes, through the configured redaction; of all else only the shape is left. Headers
 * go, and keys that are no trace id get a made-up one. Not thread-safe.
 *
 * <p>The members of OTLP messages that pass are listed; all others go.
 */
public final class RedactRecord {
  private static final Set<String> SPAN =
      Set.of(
          "traceId",
          "spanId",
          "parentSpanId",
          "flags",
          "kind",
          "startTimeUnixNano",
          "endTimeUnixNano",
          "droppedAttributesCount",
          "droppedEventsCount",
          "droppedLinksCount");

  private static final Set<String> LINK = Set.of("traceId", "spanId", "flags");
  private static final Set<String> EVENT = Set.of("timeUnixNano");

  /** A name that code gives; libraries that log through events put whole sentences there. */
  private static final Pattern EVENT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}");

  private final RedactAttributes attributes;
  private final Set<String> eventsOfRules;
  private final Redaction redaction;
  private final Pseudonyms pseudonyms;
  private final OtlpReader reader = new OtlpReader(new Projection(Set.of(), false));

  /**
   * Made-up values are the same for one instance only.
   *
   * @param keep names of attributes that may pass beside those that the rules read
   */
  public RedactRecord(PrivacySettings privacy, EventSettings events, Set<String> keep) {
    redaction = new Redaction(privacy);
    pseudonyms = new Pseudonyms(privacy, redaction, KeyedHash.random());
    attributes = new RedactAttributes(redaction, pseudonyms, events, keep);
    eventsOfRules = RuleProjection.eventNames(events.rules());
  }

  /**
   * The record without personal data.
   *
   * @throws IOException saying in a word why the record cannot be read whole; nothing of it may
   *     leave then
   */
  public RawRecord redact(RawRecord record) throws IOException {
    byte[] value = record.value() == null ? null : redacted(record.value());
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMillis(),
        record.key() == null ? null : key(record.key()),
        value,
        List.of());
  }

  private byte[] redacted(byte[] value) throws IOException {
    String damage = reader.read(value, new Nobody()).damage();
    if (damage != null) {
      throw new IOException(damage);
    }
    OtlpTree tree = OtlpTree.read(value);
    keepOnly(tree.root(), Set.of(), "resourceSpans");
    for (Map<String, Object> resourceSpans : children(tree.root(), "resourceSpans")) {
      resourceSpans(resourceSpans);
    }
    return tree.toBytes();
  }

  private void resourceSpans(Map<String, Object> of) {
    keepOnly(of, Set.of(), "resource", "scopeSpans", "instrumentationLibrarySpans");
    for (Map<String, Object> resource : children(of, "resource")) {
      keepOnly(resource, Set.of("droppedAttributesCount"), "attributes");
      attributes.redact(resource);
    }
    for (String name : List.of("scopeSpans", "instrumentationLibrarySpans")) {
      for (Map<String, Object> scopeSpans : children(of, name)) {
        keepOnly(scopeSpans, Set.of(), "scope", "spans");
        children(scopeSpans, "scope").forEach(this::scope);
        children(scopeSpans, "spans").forEach(this::span);
      }
    }
  }

  private void scope(Map<String, Object> scope) {
    scope.keySet().retainAll(Set.of("name", "version"));
    text(scope, "name");
    text(scope, "version");
  }

  private void span(Map<String, Object> span) {
    for (Map<String, Object> status : children(span, "status")) {
      keepOnly(status, Set.of("code"));
    }
    for (Map<String, Object> event : children(span, "events")) {
      Object name = event.get("name");
      keepOnly(event, EVENT, "attributes");
      if (name instanceof String text) {
        event.put("name", eventName(text));
      }
      attributes.redact(event);
    }
    children(span, "links").forEach(link -> keepOnly(link, LINK));
    Object name = span.get("name");
    keepOnly(span, SPAN, "attributes", "events", "links", "status");
    if (name instanceof String text) {
      span.put("name", spanName(text));
    }
    attributes.redact(span);
  }

  /** Without a query. */
  private String spanName(String name) {
    int query = name.indexOf('?');
    return redaction.value(query < 0 ? name : name.substring(0, query));
  }

  private String eventName(String name) {
    boolean passes = eventsOfRules.contains(name) || EVENT_NAME.matcher(name).matches();
    return passes ? redaction.value(name) : Redaction.REDACTED;
  }

  private void text(Map<String, Object> of, String name) {
    if (of.get(name) instanceof String text) {
      of.put(name, redaction.value(text));
    } else {
      of.remove(name);
    }
  }

  private byte[] key(byte[] key) {
    String text = new String(key, StandardCharsets.ISO_8859_1);
    boolean isTraceId = text.matches("[0-9a-fA-F]{32}");
    return isTraceId
        ? key
        : pseudonyms.other("record key", text).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Keeps members of these names and nothing else.
   *
   * @param leaves of single values, where they are no free text
   * @param messages of messages or lists of them
   */
  private static void keepOnly(Map<String, Object> of, Set<String> leaves, String... messages) {
    Set<String> below = Set.of(messages);
    of.keySet().removeIf(name -> !leaves.contains(name) && !below.contains(name));
    of.replaceAll((name, value) -> below.contains(name) ? messages(value) : Leaf.of(value));
    of.values().removeIf(value -> value == Leaf.NONE);
  }

  private static Object messages(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().filter(Map.class::isInstance).toList();
    }
    return value instanceof Map ? value : Leaf.NONE;
  }

  /** The messages in a member that holds one or a list of them. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> children(Map<String, Object> of, String name) {
    Object member = of.get(name);
    List<?> all =
        member instanceof List<?> list ? list : member == null ? List.of() : List.of(member);
    return all.stream()
        .filter(Map.class::isInstance)
        .map(child -> (Map<String, Object>) child)
        .toList();
  }

  /** Only whether the record can be read is asked. */
  private static final class Nobody implements SpanHandler {
    @Override
    public void resource(WireSpan next) {}

    @Override
    public void span(WireSpan span) {}

    @Override
    public void badSpan(String reason, byte[] bytes, int offset, int length) {}
  }
}
