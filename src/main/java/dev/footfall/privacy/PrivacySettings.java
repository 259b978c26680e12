package dev.footfall.privacy;

import java.io.Serializable;
import java.time.LocalTime;
import java.time.ZoneId;
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
    implements Serializable {}
