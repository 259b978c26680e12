package dev.footfall.visitor;

import dev.footfall.event.IssuedEvent;
import dev.footfall.event.IssuedEventSerializer;
import dev.footfall.funnel.AttemptChange;
import dev.footfall.privacy.KeyedId;
import dev.footfall.session.SessionSerializer;
import dev.footfall.session.SessionStamp;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A byte that says which of three it is, then an event in bytes with its stamp, a session, or a
 * change of an attempt. What takes these rows is chained, so that they are hardly ever serialized.
 */
public final class FollowedSerializer extends VersionedSerializer<Followed> {
  public static final TypeInformation<Followed> TYPE =
      new ValueType<>(Followed.class, new FollowedSerializer());

  /** Of what is neither event nor session; 3: stamps say whether the session is at the edge. */
  private static final int VERSION = 4;

  private static final int EVENT = 0;
  private static final int SESSION = 1;
  private static final int ATTEMPT = 2;
  private static final int NO_NUMBER = -1;
  private static final IssuedEventSerializer EVENTS = new IssuedEventSerializer();
  private static final SessionSerializer SESSIONS = new SessionSerializer();

  /** The versions of all parts. */
  @Override
  protected int version() {
    return 10_000 * VERSION + 100 * SessionSerializer.VERSION + IssuedEventSerializer.VERSION;
  }

  @Override
  public void serialize(Followed followed, DataOutputView out) throws IOException {
    FollowedEvent event = followed.event();
    if (event != null) {
      out.writeByte(EVENT);
      EVENTS.serialize(event.issued(), out);
      write(event.session(), out);
    } else if (followed.attempt() != null) {
      out.writeByte(ATTEMPT);
      KeyedIdSerializer.INSTANCE.serialize(followed.attempt().visitor(), out);
      followed.attempt().change().write(out);
    } else {
      out.writeByte(SESSION);
      SESSIONS.serialize(Objects.requireNonNull(followed.session()), out);
    }
  }

  @Override
  public Followed deserialize(DataInputView in) throws IOException {
    int kind = in.readByte();
    if (kind == SESSION) {
      return Followed.of(SESSIONS.deserialize(in));
    }
    if (kind == ATTEMPT) {
      KeyedId visitor = KeyedIdSerializer.INSTANCE.deserialize(in);
      return Followed.of(new FollowedAttempt(visitor, AttemptChange.read(in)));
    }
    IssuedEvent issued = EVENTS.deserialize(in);
    return Followed.of(FollowedEvent.of(issued, readStamp(in)));
  }

  private static void write(@Nullable SessionStamp stamp, DataOutputView out) throws IOException {
    out.writeBoolean(stamp != null);
    if (stamp != null) {
      out.writeUTF(stamp.sessionId());
      out.writeInt(stamp.sessionNumber() == null ? NO_NUMBER : stamp.sessionNumber());
      out.writeLong(stamp.sessionStartMicros());
      out.writeInt(stamp.eventNumber());
      out.writeBoolean(stamp.conversion());
      out.writeBoolean(stamp.edge());
    }
  }

  private static @Nullable SessionStamp readStamp(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String sessionId = in.readUTF();
    int number = in.readInt();
    return new SessionStamp(
        sessionId,
        number == NO_NUMBER ? null : number,
        in.readLong(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean());
  }
}
