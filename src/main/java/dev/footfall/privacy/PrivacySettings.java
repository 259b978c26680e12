package dev.footfall.privacy;

import java.io.Serializable;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may pass the door, and which keys turn the rest into ids.
 *
 * @param keyRing path of the day key ring
 * @param zone in which days begin
 * @param rotateAt the local time at which the day key changes
 * @param allowedQuery names of query parameters that may pass
 * @param patterns more redaction patterns, by name, beside the built-in ones
 * @param tenant part of every connection id, so that two sites' ids never meet
 * @param deviceCookies names of first-party cookies that hold a device id, most trusted first
 * @param trustedProxies trusted hops counted from the right of the forwarded header; null believes
 *     client.address
 * @param sessionIsOnlyId whether session.id stands for the device, where the sender has nothing
 *     else
 * @param consentCookie null, or the cookie that must hold one of consentValues before ids are made
 */
public record PrivacySettings(
    String keyRing,
    ZoneId zone,
    LocalTime rotateAt,
    Set<String> allowedQuery,
    Map<String, String> patterns,
    String tenant,
    List<String> deviceCookies,
    @Nullable Integer trustedProxies,
    boolean sessionIsOnlyId,
    @Nullable String consentCookie,
    Set<String> consentValues)
    implements Serializable {

  /**
   * Query parameters that may pass where nothing else is configured: campaigns, paging, sorting and
   * facets of a list. No free text such as a search term.
   */
  public static final Set<String> DEFAULT_ALLOWED_QUERY =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "utm_source",
                  "utm_medium",
                  "utm_campaign",
                  "utm_term",
                  "utm_content",
                  "utm_id",
                  "page",
                  "per_page",
                  "sort",
                  "order",
                  "category",
                  "brand",
                  "color",
                  "size",
                  "variant",
                  "view",
                  "tab",
                  "step",
                  "lang",
                  "currency")));

  public PrivacySettings {
    if (trustedProxies != null && trustedProxies < 0) {
      throw new IllegalArgumentException("trusted_proxies < 0");
    }
    // In the given order, not in one that differs from process to process.
    allowedQuery = Collections.unmodifiableSet(new LinkedHashSet<>(allowedQuery));
    patterns = Collections.unmodifiableMap(new LinkedHashMap<>(patterns));
    deviceCookies = List.copyOf(deviceCookies);
    consentValues = Collections.unmodifiableSet(new LinkedHashSet<>(consentValues));
  }

  /** The settings of a site that configures nothing but its key ring. */
  public static PrivacySettings defaults(String keyRing) {
    return new PrivacySettings(
        keyRing,
        ZoneOffset.UTC,
        LocalTime.of(4, 0),
        DEFAULT_ALLOWED_QUERY,
        Map.of(),
        "default",
        List.of(),
        null,
        false,
        null,
        Set.of());
  }

  /** The same settings with another key ring. */
  public PrivacySettings withKeyRing(String otherKeyRing) {
    return new PrivacySettings(
        otherKeyRing,
        zone,
        rotateAt,
        allowedQuery,
        patterns,
        tenant,
        deviceCookies,
        trustedProxies,
        sessionIsOnlyId,
        consentCookie,
        consentValues);
  }
}
