package dev.footfall.capture;

import dev.footfall.client.Pseudonyms;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.OtlpTree.JsonNumber;
import dev.footfall.privacy.Redaction;
import dev.footfall.rule.DeclaredQuery;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.PersonalAttributes;
import dev.footfall.rule.RuleProjection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the attributes of a span, an event or a resource. Those of the client become made-up
 * ones, paths and queries are redacted as the job does, those that rules read or that are known to
 * be technical pass the redaction patterns, and of all others the name and the kind of value is
 * left.
 */
final class RedactAttributes {
  /** Set by instrumentation, with words from small sets. */
  private static final Set<String> TECHNICAL =
      Set.of(
          "db.operation",
          "db.operation.name",
          "db.system",
          "db.system.name",
          "error.type",
          "exception.type",
          "feature_flag.key",
          "feature_flag.provider.name",
          "feature_flag.result.reason",
          "feature_flag.result.variant",
          "http.flavor",
          "http.request.method",
          "messaging.operation",
          "messaging.operation.type",
          "messaging.system",
          "network.protocol.name",
          "network.protocol.version",
          "otel.status_code",
          "rpc.method",
          "rpc.service",
          "rpc.system",
          "rpc.grpc.status_code",
          "server.port",
          "service.namespace",
          "telemetry.sdk.language",
          "telemetry.sdk.name",
          "telemetry.sdk.version");

  /** RFC 3986, section 3.1. What else stands before "://" is a path, a query or a user's name. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,31}");

  private static final List<String> NUMBERS = List.of("boolValue", "intValue", "doubleValue");

  /** An array without values is of no use to anybody, as is what it replaces. */
  private static final Map<String, Object> UNUSABLE = Map.of("arrayValue", Map.of());

  private final Redaction redaction;
  private final Pseudonyms pseudonyms;
  private final DeclaredQuery declaredQuery;
  private final Set<String> passing;

  RedactAttributes(
      Redaction redaction, Pseudonyms pseudonyms, EventSettings events, Set<String> keep) {
    this.redaction = redaction;
    this.pseudonyms = pseudonyms;
    declaredQuery = DeclaredQuery.of(events);
    passing = new HashSet<>(TECHNICAL);
    passing.addAll(RuleProjection.names(events.rules()));
    passing.addAll(keep);
    passing.removeIf(PersonalAttributes::contains);
  }

  /** Redacts the member {@code attributes}. */
  void redact(Map<String, Object> of) {
    List<Object> redacted = new ArrayList<>();
    for (Map<String, Object> attribute : RedactRecord.children(of, "attributes")) {
      if (attribute.get("key") instanceof String key) {
        Map<String, Object> value =
            RedactRecord.children(attribute, "value").stream().findFirst().orElse(UNUSABLE);
        redacted.add(Map.of("key", name(key), "value", redacted(key, value)));
      }
    }
    if (of.containsKey("attributes")) {
      of.put("attributes", redacted);
    }
  }

  /** Some senders make names of what visitors send, such as headers and form fields. */
  private String name(String key) {
    boolean known = Field.named(key) != null || passing.contains(key);
    return known ? key : redaction.value(key);
  }

  private Map<String, Object> redacted(String key, Map<String, Object> value) {
    Field field = Field.named(key);
    if (field != null && (field.personal() || field == Field.ACCEPT_LANGUAGE)) {
      return made(value, text -> pseudonyms.of(field, text));
    }
    if (field != null) {
      return switch (field) {
        case PATH, ROUTE -> made(value, redaction::path);
        case QUERY -> made(value, this::query);
        case TARGET -> made(value, this::target);
        case FULL_URL -> made(value, this::url);
        case HOST -> made(value, text -> text);
        default -> passed(value);
      };
    }
    return passing.contains(key) ? passed(value) : shape(value);
  }

  private @Nullable String query(String raw) {
    return declaredQuery.keep(pseudonyms.query(raw));
  }

  private @Nullable String target(String raw) {
    int fragment = raw.indexOf('#');
    String target = fragment < 0 ? raw : raw.substring(0, fragment);
    int mark = target.indexOf('?');
    if (mark < 0) {
      return redaction.path(target);
    }
    String query = query(target.substring(mark + 1));
    return redaction.path(target.substring(0, mark)) + (query == null ? "" : "?" + query);
  }

  /** Without who is named in front of the host. */
  private @Nullable String url(String raw) {
    int begin = raw.indexOf("://");
    if (begin < 0 || !SCHEME.matcher(raw.substring(0, begin)).matches()) {
      return target(raw);
    }
    int end = begin + 3;
    while (end < raw.length() && "/?#".indexOf(raw.charAt(end)) < 0) {
      end++;
    }
    String authority = raw.substring(begin + 3, end);
    return raw.substring(0, begin + 3)
        + authority.substring(authority.lastIndexOf('@') + 1)
        + target(raw.substring(end));
  }

  private interface Replacement {
    @Nullable String of(String text);
  }

  /** Another text for what reads as a text; the job has no use for anything else. */
  private static Map<String, Object> made(Map<String, Object> value, Replacement replacement) {
    String text = text(value);
    String made = text == null ? null : replacement.of(text);
    return text == null ? UNUSABLE : Map.of("stringValue", made == null ? "" : made);
  }

  /** As the job reads it: an array of texts is joined by commas. */
  private static @Nullable String text(Map<String, Object> value) {
    Object array = value.get("arrayValue");
    if (array instanceof Map<?, ?>) {
      List<Map<String, Object>> values =
          RedactRecord.children(RedactRecord.children(value, "arrayValue").get(0), "values");
      boolean texts = values.stream().allMatch(one -> one.get("stringValue") instanceof String);
      return !texts || values.isEmpty()
          ? null
          : values.stream()
              .map(one -> (String) one.get("stringValue"))
              .collect(Collectors.joining(","));
    }
    for (String kind : List.of("stringValue", "intValue", "boolValue")) {
      Object leaf = value.get(kind);
      if (leaf != null) {
        return leaf instanceof JsonNumber number ? number.text() : String.valueOf(leaf);
      }
    }
    return null;
  }

  /** The value, each text in it through the redaction. */
  private Map<String, Object> passed(Map<String, Object> value) {
    if (value.get("stringValue") instanceof String text) {
      return Map.of("stringValue", redaction.value(text));
    }
    if (value.get("arrayValue") instanceof Map<?, ?>) {
      List<Object> values = new ArrayList<>();
      for (Map<String, Object> array : RedactRecord.children(value, "arrayValue")) {
        RedactRecord.children(array, "values").forEach(one -> values.add(passed(one)));
      }
      return Map.of("arrayValue", Map.of("values", values));
    }
    for (String kind : NUMBERS) {
      Object leaf = value.get(kind);
      if (leaf != null && Leaf.isNumber(leaf)) {
        return Map.of(kind, leaf);
      }
    }
    return UNUSABLE;
  }

  /** What kind of value there was. */
  private static Map<String, Object> shape(Map<String, Object> value) {
    if (value.containsKey("stringValue")) {
      return Map.of("stringValue", Redaction.REDACTED);
    }
    Object truth = value.get("boolValue");
    if (truth != null) {
      return Leaf.isNumber(truth) ? Map.of("boolValue", truth) : UNUSABLE;
    }
    for (String kind : NUMBERS) {
      if (value.containsKey(kind)) {
        Object leaf = value.get(kind);
        return Map.of(kind, leaf instanceof Long ? (Object) 0L : new JsonNumber("0"));
      }
    }
    return UNUSABLE;
  }
}
