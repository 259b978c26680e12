package dev.footfall.client;

import dev.footfall.otlp.Field;
import dev.footfall.otlp.HttpRequest;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.KeyDays;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where personal data ends: turns what a SERVER span says of its client into {@link ClientFacts}.
 * Keeps raw values only in small caches in memory, bounded by entries, never in state. Not
 * thread-safe.
 */
public final class Door {
  /** Entries of each cache that grows with visitors: recent connections, devices, user agents. */
  static final int DEFAULT_CACHE_ENTRIES = 10_000;

  private static final int MAX_REMEMBERED_USER_AGENT = 1024;

  /** A span that has none of these says nothing of its client; the network peer may be a proxy. */
  private static final Field[] CLIENT_FIELDS = {
    Field.USER_AGENT,
    Field.CLIENT_ADDRESS,
    Field.FORWARDED_FOR,
    Field.FORWARDED,
    Field.COOKIE,
    Field.SET_COOKIE,
    Field.SESSION_ID,
    Field.USER_ID,
    Field.INSTALLATION_ID,
    Field.REFERER,
    Field.ACCEPT_LANGUAGE,
    Field.SYNTHETIC_TYPE,
    Field.COUNTRY
  };

  private final long eventDelayMillis;
  private final long sessionGapMillis;
  private final @Nullable String consentCookie;
  private final Set<String> consentValues;
  private final KeyDays keyDays;
  private final VisitorIds visitors;
  private final Acquisition acquisition;
  private final RecentlyUsed<String, UserAgent> userAgents;

  /**
   * @param eventDelayMillis how long before its arrival an event may be; see {@link #facts}
   * @param sessionGapMillis how long after a change of the keys a session may go on, for which the
   *     id of the day before is given
   */
  public Door(
      PrivacySettings settings,
      DayKeys keys,
      Redaction redaction,
      long eventDelayMillis,
      long sessionGapMillis) {
    this(settings, keys, redaction, eventDelayMillis, sessionGapMillis, DEFAULT_CACHE_ENTRIES);
  }

  Door(
      PrivacySettings settings,
      DayKeys keys,
      Redaction redaction,
      long eventDelayMillis,
      long sessionGapMillis,
      int cacheEntries) {
    this.eventDelayMillis = eventDelayMillis;
    this.sessionGapMillis = sessionGapMillis;
    consentCookie = settings.consentCookie();
    consentValues = settings.consentValues();
    keyDays = new KeyDays(settings);
    visitors = new VisitorIds(settings, keys, cacheEntries);
    acquisition = new Acquisition(redaction);
    userAgents = new RecentlyUsed<>(cacheEntries);
  }

  /**
   * The encoded facts of a SERVER span's client; null where the span says nothing of its client.
   *
   * @param arrivalMillis the record's arrival; the day of the ids is the span's start's, but not
   *     more than event delay before the arrival and not after it
   * @throws dev.footfall.privacy.MissingDayKeyException where the key ring ends before that day
   */
  public byte @Nullable [] facts(WireSpan span, HttpRequest request, long arrivalMillis) {
    if (!speaksOfClient(span)) {
      return null;
    }
    String userAgent = span.text(Field.USER_AGENT);
    UserAgent agent = userAgent == null ? UserAgent.NONE : userAgent(userAgent);
    boolean consented = consented(span);
    Visitor visitor =
        consented ? visitor(span, userAgent, request.host(), arrivalMillis) : Visitor.NOBODY;
    return facts(span, request, agent, consented, visitor).encode();
  }

  private Visitor visitor(
      WireSpan span, @Nullable String userAgent, @Nullable String host, long arrivalMillis) {
    long millis = dayMillis(span, arrivalMillis);
    boolean mayGoOn = millis - keyDays.beginMillis(millis) <= sessionGapMillis;
    return visitors.of(span, userAgent, host, keyDays.day(millis), mayGoOn);
  }

  private ClientFacts facts(
      WireSpan span, HttpRequest request, UserAgent agent, boolean consented, Visitor visitor) {
    return new ClientFacts(
        visitor.idMethod(),
        visitor.deviceId(),
        visitor.connectionId(),
        visitor.previousConnectionId(),
        visitor.route(),
        visitor.userId(),
        visitor.sessionId(),
        visitor.previousSessionId(),
        agent.deviceClass(),
        country(span.text(Field.COUNTRY)),
        Language.mostWanted(span.text(Field.ACCEPT_LANGUAGE)),
        Acquisition.referrerHost(span.text(Field.REFERER)),
        acquisition.campaign(request.query()),
        Acquisition.clickIdType(request.query()),
        "1".equals(span.text(Field.SEC_GPC)),
        "1".equals(span.text(Field.DNT)),
        consented,
        trafficHint(span.text(Field.SYNTHETIC_TYPE), agent));
  }

  private static boolean speaksOfClient(WireSpan span) {
    for (Field field : CLIENT_FIELDS) {
      if (span.attributes.find(field) >= 0 || span.resource.find(field) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean consented(WireSpan span) {
    if (consentCookie == null) {
      return true;
    }
    String value = Cookies.value(span.text(Field.COOKIE), consentCookie);
    return value != null && consentValues.contains(value);
  }

  private long dayMillis(WireSpan span, long arrivalMillis) {
    long startMillis = Long.divideUnsigned(span.startEpochNanos, 1_000_000);
    return Math.min(Math.max(startMillis, arrivalMillis - eventDelayMillis), arrivalMillis);
  }

  private UserAgent userAgent(String text) {
    UserAgent agent = userAgents.get(text);
    if (agent == null) {
      agent = UserAgent.of(text);
      if (text.length() <= MAX_REMEMBERED_USER_AGENT) {
        userAgents.put(text, agent);
      }
    }
    return agent;
  }

  private static @Nullable String country(@Nullable String code) {
    boolean plausible =
        code != null && code.length() == 2 && isLetter(code.charAt(0)) && isLetter(code.charAt(1));
    return plausible ? code.toUpperCase(Locale.ROOT) : null;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static @Nullable String trafficHint(@Nullable String syntheticType, UserAgent agent) {
    if ("bot".equals(syntheticType)) {
      return "synthetic_bot";
    }
    return "test".equals(syntheticType) ? "synthetic_test" : agent.trafficHint();
  }

  /** HMACs computed so far; a known visitor costs none. */
  long hashes() {
    return visitors.hashes();
  }

  /**
   * Requests so far that got no connection id because their day's key was deleted; for a metric.
   */
  public long requestsWithoutKey() {
    return visitors.withoutKey();
  }
}
