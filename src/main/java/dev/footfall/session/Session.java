package dev.footfall.session;

import dev.footfall.client.ClientFacts.IdMethod;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a session, as it goes out: one when it opens, updates while something changes, one
 * when it is closed. Of a session's records the highest revision is valid.
 *
 * @param sessionId 32 hex, hash of the visitor id and the first event's id: the same on every
 *     replay
 * @param visitorId the visitor's id when the session began
 * @param sessionNumber the visitor's sessions from 1; null where the id does not live that long
 * @param previousSessionId null for a visitor's first session, and where there is no number
 * @param content what the session holds, by the last revisions of its events
 * @param revision from 1, rising
 * @param endReason what ended it; null unless it is closed or the range ends
 * @param retracted none of its interactions is left
 * @param arrivalTimeMillis the latest arrival among its events
 * @param issuedAtMicros when this record was due, in the time of the data
 * @param configVersion of the last event
 * @param edge it may have begun before what is read; never so in a live run
 */
public record Session(
    String sessionId,
    String visitorId,
    IdMethod idMethod,
    @Nullable Integer sessionNumber,
    @Nullable String previousSessionId,
    Content content,
    int revision,
    State state,
    @Nullable EndReason endReason,
    boolean retracted,
    long arrivalTimeMillis,
    long issuedAtMicros,
    String configVersion,
    boolean edge) {

  /** Whether the visitor was not here before; null where nobody can know. */
  public @Nullable Boolean isNewVisitor() {
    return sessionNumber == null ? null : Boolean.valueOf(sessionNumber == 1);
  }

  /** How far a session is. */
  public enum State {
    /** The first record. */
    OPEN,
    /** May change; also the last record of a session that a bounded range cuts off. */
    UPDATE,
    /** The last record; never changed after. */
    CLOSED
  }

  /** What ended a session. */
  public enum EndReason {
    GAP,
    MAX_DURATION,
    MAX_EVENTS,
    CAMPAIGN,
    MIDNIGHT,
    SESSION_ID,
    /** Kept for visitors whose open session cannot follow a change of keys. */
    KEY_ROTATION,
    /** A bounded range ended first; not counted as closed. */
    END_OF_RANGE
  }

  /**
   * What a session holds.
   *
   * @param userId keyed id of the signed-in user, last seen
   * @param startMicros epoch microseconds of the first interaction
   * @param endMicros of the last one; requests in between do not extend it
   * @param conversions by event name, in its order
   * @param revenue sums of {@code purchase} by currency, each transaction once
   * @param entryPage first page view; null without one
   * @param exitPage last page view
   * @param pages paths of page views in order, at most 100
   * @param engaged two page views, ten seconds or a conversion
   * @param serviceVersions seen, in order, at most 20
   * @param errors events whose request failed
   * @param slow events whose request was slow
   * @param notFound events answered 404 or 410
   * @param p95RequestMicros upper bound of the histogram's bucket; null without events
   */
  public record Content(
      @Nullable String userId,
      long startMicros,
      long endMicros,
      int events,
      int interactions,
      int pageViews,
      Map<String, Conversions> conversions,
      Map<String, BigDecimal> revenue,
      @Nullable Page entryPage,
      @Nullable Page exitPage,
      List<String> pages,
      boolean engaged,
      Circumstances circumstances,
      List<ServiceVersion> serviceVersions,
      int errors,
      int slow,
      int notFound,
      @Nullable Long p95RequestMicros) {

    /** From the first to the last interaction: no server sees how long the last page was read. */
    public long observedMicros() {
      return endMicros - startMicros;
    }

    /** One page view and no other interaction. */
    public boolean bounce() {
      return pageViews == 1 && interactions == 1;
    }
  }

  /** Conversions of one name; values are sums by currency, in its order. */
  public record Conversions(int count, Map<String, BigDecimal> values) {}

  /** A page as it was asked for, and the route that served it. */
  public record Page(@Nullable String path, @Nullable String route) {}

  /** A service in one of its versions; null where it names none. */
  public record ServiceVersion(String service, @Nullable String version)
      implements Comparable<ServiceVersion> {
    private static final Comparator<@Nullable String> NONE_FIRST =
        Comparator.nullsFirst(Comparator.naturalOrder());

    @Override
    public int compareTo(ServiceVersion other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : NONE_FIRST.compare(version, other.version);
    }
  }
}
