package dev.footfall.rule;

import dev.footfall.otlp.Field;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Attributes that rules may not name, of spans and of their events: what ends at the door, what
 * holds a raw URL, whose redacted parts rules read as path and query, and what is free text.
 */
public final class PersonalAttributes {
  private static final Set<String> NAMES = new HashSet<>();

  static {
    for (Field field : Field.values()) {
      if (field.personal()) {
        NAMES.addAll(field.names());
      }
    }
    for (Field field : EnumSet.of(Field.PATH, Field.QUERY, Field.TARGET, Field.FULL_URL)) {
      NAMES.addAll(field.names());
    }
    NAMES.addAll(
        Set.of(
            "client.port",
            // Free text, with whatever the failed code had at hand.
            "exception.message",
            "exception.stacktrace",
            "source.address",
            "user.email",
            "user.full_name",
            "user.name",
            "url.fragment",
            "http.request.header.authorization",
            "http.request.header.proxy-authorization",
            "http.request.header.x-real-ip",
            "http.request.header.user-agent",
            "geo.location.lat",
            "geo.location.lon"));
  }

  private PersonalAttributes() {}

  /** Whether an attribute of this name may hold personal data. */
  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
