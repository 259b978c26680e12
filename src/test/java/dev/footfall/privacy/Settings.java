package dev.footfall.privacy;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** Privacy settings that differ from the defaults in one point. */
final class Settings {
  private Settings() {}

  static PrivacySettings rotating(ZoneId zone, LocalTime rotateAt) {
    PrivacySettings d = PrivacySettings.defaults("keys.txt");
    return with(zone, rotateAt, d.allowedQuery(), Map.of());
  }

  static PrivacySettings allowing(String... names) {
    PrivacySettings d = PrivacySettings.defaults("keys.txt");
    return with(d.zone(), d.rotateAt(), Set.of(names), Map.of());
  }

  static PrivacySettings redacting(Map<String, String> patterns) {
    PrivacySettings d = PrivacySettings.defaults("keys.txt");
    return with(d.zone(), d.rotateAt(), d.allowedQuery(), patterns);
  }

  private static PrivacySettings with(
      ZoneId zone, LocalTime rotateAt, Set<String> allowedQuery, Map<String, String> patterns) {
    PrivacySettings d = PrivacySettings.defaults("keys.txt");
    return new PrivacySettings(
        d.keyRing(),
        zone,
        rotateAt,
        allowedQuery,
        patterns,
        d.tenant(),
        d.deviceCookies(),
        d.trustedProxies(),
        d.sessionIsOnlyId(),
        d.consentCookie(),
        d.consentValues());
  }
}
