package dev.footfall.config;

import dev.footfall.privacy.PrivacySettings;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code tenant} and {@code privacy}. */
final class PrivacySection {
  private PrivacySection() {}

  /**
   * @param folder what a relative path of the key ring starts from; null leaves it as it is
   */
  static PrivacySettings privacy(String tenant, Block block, @Nullable Path folder) {
    Value trustedProxies = block.value("trusted_proxies");
    Block consent = block.block("consent");
    boolean hasConsent = block.has("consent");
    Value cookie = consent.value("cookie");
    String keyRing = block.value("key_ring").required().text("");
    PrivacySettings privacy =
        new PrivacySettings(
            folder == null ? keyRing : folder.resolve(keyRing).toString(),
            block
                .value("time_zone")
                .parsed("a time zone such as Europe/Berlin", ZoneId::of, ZoneOffset.UTC),
            block
                .value("rotate_at")
                .parsed("a time of day such as \"04:00\"", LocalTime::parse, LocalTime.of(4, 0)),
            set(
                block.value("allowed_query"),
                PrivacySettings.DEFAULT_ALLOWED_QUERY.toArray(String[]::new)),
            patterns(block.value("redact")),
            tenant,
            block.value("device_cookies").texts(),
            trustedProxies.isAbsent() ? null : trustedProxies.number(0, 0),
            block.value("session_is_only_id").flag(false),
            hasConsent ? cookie.required().text("") : null,
            hasConsent ? set(consent.value("values"), "all") : Set.of());
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
              if (regex != null) {
                patterns.put(name, regex);
              }
            });
    return patterns;
  }

  private static Set<String> set(Value value, String... fallback) {
    return new LinkedHashSet<>(value.texts(fallback));
  }
}
