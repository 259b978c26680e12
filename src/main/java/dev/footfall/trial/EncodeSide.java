package dev.footfall.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.session.Session;
import dev.footfall.sink.RowEncoder;
import dev.footfall.trial.SideRow.Kind;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedEvent;
import java.util.HexFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Makes of what one configuration put out the rows that are compared with the other's. */
public final class EncodeSide extends RichFlatMapFunction<Followed, SideRow> {
  private final boolean shadow;

  private transient RowEncoder<FollowedEvent> events;
  private transient RowEncoder<Session> sessions;

  @SuppressWarnings("NullAway.Init")
  public EncodeSide(boolean shadow) {
    this.shadow = shadow;
  }

  @Override
  public void open(OpenContext context) {
    events = new RowEncoder<>(ComparedColumns.OF_EVENTS);
    sessions = new RowEncoder<>(ComparedColumns.OF_SESSIONS);
  }

  @Override
  public void flatMap(Followed followed, Collector<SideRow> out) {
    FollowedEvent event = followed.event();
    Session session = followed.session();
    if (event != null) {
      out.collect(row(event));
    } else if (session != null) {
      out.collect(row(session));
    }
  }

  private SideRow row(FollowedEvent followed) {
    AnalyticsEvent event = followed.event();
    return new SideRow(
        shadow,
        Kind.EVENT,
        HexFormat.fromHexDigitsToLong(event.request().traceId(), 16, 32),
        HexFormat.fromHexDigitsToLong(event.request().spanId()),
        event.eventId(),
        event.revision(),
        event.retracted(),
        event.rule(),
        event.ruleIndex(),
        events.encode(followed));
  }

  private SideRow row(Session session) {
    return new SideRow(
        shadow,
        Kind.SESSION,
        group(session.visitorId()),
        session.content().startMicros(),
        session.sessionId(),
        session.revision(),
        session.retracted(),
        "",
        0,
        sessions.encode(session));
  }

  /** Two visitors of one group are told apart when they are compared. */
  private static long group(String visitorId) {
    return Hashing.farmHashFingerprint64().hashString(visitorId, UTF_8).asLong();
  }
}
