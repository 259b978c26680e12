package dev.footfall.config;

import dev.footfall.privacy.PrivacySettings;
import dev.footfall.rule.Rule;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tenant} and {@code privacy}. */
final class PrivacySection {
  private PrivacySection() {}

  /**
   * @param rules whose query parameters may pass if they have a pattern to fit
   * @param keysRequired whether there must be a key ring; its path is empty where there is none
   * @param folder what a relative path of the key ring starts from; null leaves it as it is
   */
  static PrivacySettings privacy(
      Value tenant, Block block, List<Rule> rules, @Nullable Path folder, boolean keysRequired) {
    Block consent = block.block("consent");
    boolean hasConsent = block.has("consent");
    Value cookie = consent.value("cookie");
    Value keys = block.value("key_ring");
    String keyRing = (keysRequired ? keys.required() : keys).word("");
    PrivacySettings privacy =
        new PrivacySettings(
            folder == null || keyRing.isEmpty() ? keyRing : folder.resolve(keyRing).toString(),
            block
                .value("time_zone")
                .parsed("a time zone such as Europe/Berlin", ZoneId::of, ZoneOffset.UTC),
            block
                .value("rotate_at")
                .parsed("a time of day such as \"04:00\"", LocalTime::parse, LocalTime.of(4, 0)),
            allowedQuery(block.value("allowed_query"), rules),
            patterns(block.value("redact")),
            named(tenant.word("default")),
            block.value("device_cookies").texts(),
            block.value("trusted_proxies").number(0),
            block.value("session_is_only_id").flag(false),
            hasConsent ? cookie.required().word("") : null,
            hasConsent ? consentValues(consent.value("values")) : Set.of());
    consent.close();
    block.close();
    return privacy;
  }

  private static Map<String, String> patterns(Value redact) {
    Map<String, String> patterns = new LinkedHashMap<>();
    redact
        .byKey()
        .forEach(
            (name, pattern) -> {
              String regex = pattern.regex();
              if (regex != null && Pattern.compile(regex).matcher("").find()) {
                pattern.report("matches the empty text");
              } else if (regex != null) {
                patterns.put(name, regex);
              }
            });
    return patterns;
  }

  /**
   * The list, and what rules read under a pattern: the event package lets nothing of these out that
   * does not fit it. A parameter that a rule reads as it comes must be on the list.
   */
  private static Set<String> allowedQuery(Value list, List<Rule> rules) {
    Set<String> allowed =
        new TreeSet<>(list.texts(PrivacySettings.DEFAULT_ALLOWED_QUERY.toArray(String[]::new)));
    for (Rule rule : rules) {
      for (Rule.Parameter parameter : rule.allParams()) {
        if (parameter.origin() == Rule.Origin.QUERY && parameter.pattern() != null) {
          allowed.add(parameter.key());
        }
      }
    }
    return allowed;
  }

  private static Set<String> consentValues(Value values) {
    Set<String> accepted = new LinkedHashSet<>(values.texts("all"));
    if (accepted.isEmpty()) {
      values.report("needs a value");
      return Set.of("all");
    }
    return accepted;
  }

  /** The settings refuse an empty tenant, which has been reported by then. */
  private static String named(String tenant) {
    return tenant.isEmpty() ? "default" : tenant;
  }
}
