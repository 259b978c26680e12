package dev.footfall.client;

import dev.footfall.otlp.TextCache;
import org.jspecify.annotations.Nullable;

/**
 * What may be known about who asked: keyed ids and coarse facts. No raw address, user agent,
 * cookie, user id or referrer URL is in it; this is all that leaves the door. Has a versioned byte
 * form, which is what spans carry.
 *
 * @param idMethod what the visitor is told apart by
 * @param deviceId keyed id of the device, 32 hex; null where there is no device
 * @param connectionId keyed id of the connection under the day's key, 32 hex; null unless address,
 *     user agent and host are there
 * @param previousConnectionId the same under the day before's key, so that an open session survives
 *     the change of keys
 * @param route 0..65535, which visitors are worked on together; -1 without a visitor id; never
 *     output
 * @param userId keyed id of the signed-in user; never a device
 * @param sessionId keyed id of the sender's own session.id
 * @param previousSessionId keyed id of the session that the sender says came before
 * @param deviceClass UNKNOWN without a user agent
 * @param country ISO 3166-1 alpha-2
 * @param language primary subtag of the most wanted language, such as {@code de}
 * @param referrerHost host of the referrer, as sent
 * @param clickIdType name of the click id parameter (such as {@code gclid}), never its value
 * @param campaign null where the query has no UTM parameter
 * @param gpc the Sec-GPC header said 1
 * @param dnt the DNT header said 1
 * @param consented whether ids may be made: the consent cookie holds a wanted value, or none is
 *     configured
 * @param trafficHint why this may be no human, null where nothing says so: {@code synthetic_bot},
 *     {@code synthetic_test}, {@code user_agent_bot}, {@code ai_agent}, {@code monitor}, {@code
 *     no_user_agent}
 */
public record ClientFacts(
    IdMethod idMethod,
    @Nullable String deviceId,
    @Nullable String connectionId,
    @Nullable String previousConnectionId,
    int route,
    @Nullable String userId,
    @Nullable String sessionId,
    @Nullable String previousSessionId,
    DeviceClass deviceClass,
    @Nullable String country,
    @Nullable String language,
    @Nullable String referrerHost,
    @Nullable Campaign campaign,
    @Nullable String clickIdType,
    boolean gpc,
    boolean dnt,
    boolean consented,
    @Nullable String trafficHint) {

  /** What tells visitors apart. The order stands in the byte form: append, never reorder. */
  public enum IdMethod {
    NONE,
    COOKIE,
    INSTALLATION,
    CONNECTION,
    SESSION
  }

  /**
   * Coarse class of the device, from the user agent; OTHER is what no person holds in hand (bots,
   * televisions, command line tools). The order stands in the byte form: append, never reorder.
   */
  public enum DeviceClass {
    UNKNOWN,
    DESKTOP,
    MOBILE,
    TABLET,
    OTHER
  }

  /** The UTM parameters of a landing page, redacted; any may be null. */
  public record Campaign(
      @Nullable String source,
      @Nullable String medium,
      @Nullable String name,
      @Nullable String term,
      @Nullable String content,
      @Nullable String id) {}

  /** The visitor id that is output: device, else connection, else null. */
  public @Nullable String visitorId() {
    return deviceId != null ? deviceId : connectionId;
  }

  /** The versioned byte form. */
  public byte[] encode() {
    return FactsEncoding.encode(this);
  }

  /** Reads the byte form back; throws IllegalStateException for an unknown version. */
  public static ClientFacts decode(byte[] bytes) {
    return decode(bytes, 0, null);
  }

  /**
   * The same, from within other bytes.
   *
   * @param texts keeps texts that come again and again; null where it is not worth it
   */
  public static ClientFacts decode(byte[] bytes, int offset, @Nullable TextCache texts) {
    return FactsEncoding.decode(bytes, offset, texts);
  }
}
