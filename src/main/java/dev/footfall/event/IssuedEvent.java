package dev.footfall.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.footfall.client.VisitorLink;
import dev.footfall.event.EventContent.Issue;
import dev.footfall.otlp.TextCache;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to its visitor. Its content stays in bytes until it is the visitor's next
 * event: so it is written once, crosses the network and waits for its turn as one array, and is
 * read once.
 *
 * @param arrivalTimeMillis as in {@link AnalyticsEvent}, like the other parts of the issue
 * @param content in the form of {@link EventContent}; never changed
 * @param before the content that the revision before had, which sums have to give back; null where
 *     there was none, or it was taken back
 */
public record IssuedEvent(
    EventId id,
    long arrivalTimeMillis,
    long issuedAtMillis,
    int revision,
    boolean retracted,
    byte[] content,
    byte @Nullable [] before) {

  /** The lanes of {@link #lane}: half of them for visitors, half for requests without one. */
  private static final int VISITOR_LANES = 1 << 16;

  /**
   * The total order of a visitor's events: event time, trace id, span id, the rule's place; of one
   * event its revisions.
   */
  public static final Comparator<IssuedEvent> TOTAL_ORDER =
      Comparator.comparingLong(IssuedEvent::eventTimeMicros)
          .thenComparing(IssuedEvent::compareIds)
          .thenComparingInt(IssuedEvent::ruleIndex)
          .thenComparingInt(IssuedEvent::revision);

  /** An event in bytes. */
  public static IssuedEvent of(AnalyticsEvent event, @Nullable AnalyticsEvent before) {
    return new IssuedEvent(
        EventId.ofHex(event.eventId()),
        event.arrivalTimeMillis(),
        event.issuedAtMillis(),
        event.revision(),
        event.retracted(),
        content(event),
        before == null ? null : content(before));
  }

  private static byte[] content(AnalyticsEvent event) {
    ContentWriter out = new ContentWriter();
    EventContent.write(event, event.client() == null ? null : event.client().encode(), out);
    return out.toBytes();
  }

  public long eventTimeMicros() {
    return longAt(0);
  }

  /**
   * When the event's turn comes: for a first revision its event time, for a later one when it was
   * issued, less the event delay. Never before the watermark behind assembly.
   */
  public long releaseMicros(long eventDelayMillis) {
    return Math.max(eventTimeMicros(), (issuedAtMillis - eventDelayMillis) * 1_000);
  }

  /**
   * What the event is keyed by: the visitor's route, below 65,536. Without a visitor id there is
   * nothing to follow, and trace ids spread the events over as many other keys: there never is one
   * shared empty visitor.
   */
  public int lane() {
    VisitorLink link = visitor();
    return link.id() != null
        ? link.route()
        : VISITOR_LANES + (int) (longAt(EventContent.SPAN_ID_AT - 8) & 0xFFFF);
  }

  /** Who the event is of. */
  public VisitorLink visitor() {
    ContentReader in = new ContentReader(content, EventContent.RULE_INDEX_AT);
    in.readInt();
    int facts = in.readInt() - 1;
    return facts < 0 ? VisitorLink.NONE : VisitorLink.read(content, in.position());
  }

  /** The event as it is now; of a retraction, as it was. */
  public AnalyticsEvent event() {
    return event(null);
  }

  /**
   * The same, for those who read many.
   *
   * @param texts keeps texts that come again and again
   */
  public AnalyticsEvent event(@Nullable TextCache texts) {
    return read(content, revision, retracted, texts);
  }

  /** The event as the revision before had it; null where there was none, or it was taken back. */
  public @Nullable AnalyticsEvent eventBefore() {
    return before == null ? null : read(before, revision - 1, false, null);
  }

  /**
   * What the event's transaction is keyed by: a hash of its id, of what the event is or else was;
   * null where it has none.
   */
  public @Nullable Long transaction() {
    AnalyticsEvent was = before == null ? null : eventBefore();
    String id = event().transactionId();
    id = id == null && was != null ? was.transactionId() : id;
    return id == null ? null : Hashing.sha256().hashString(id, UTF_8).asLong();
  }

  /** Who made the request, as bytes; null where nobody did. */
  public byte @Nullable [] facts() {
    return EventContent.facts(content);
  }

  /**
   * The event as it is once its transaction is known.
   *
   * @param was what was known when the revision before went out
   */
  public IssuedEvent settled(Settlement now, Settlement was) {
    return new IssuedEvent(
        id,
        arrivalTimeMillis,
        issuedAtMillis,
        revision,
        retracted,
        EventContent.settled(content, now.repeated(), now.facts()),
        before == null ? null : EventContent.settled(before, was.repeated(), was.facts()));
  }

  private AnalyticsEvent read(
      byte[] bytes, int itsRevision, boolean itsRetracted, @Nullable TextCache texts) {
    return EventContent.read(
        new ContentReader(bytes, 0, texts),
        new Issue(id.toString(), arrivalTimeMillis, issuedAtMillis, itsRevision, itsRetracted));
  }

  private int ruleIndex() {
    return new ContentReader(content, EventContent.RULE_INDEX_AT).readInt();
  }

  private static int compareIds(IssuedEvent one, IssuedEvent other) {
    int from = EventContent.TRACE_ID_AT;
    int to = EventContent.RULE_INDEX_AT;
    return Arrays.compareUnsigned(one.content, from, to, other.content, from, to);
  }

  private long longAt(int offset) {
    return new ContentReader(content, offset).readLong();
  }
}
