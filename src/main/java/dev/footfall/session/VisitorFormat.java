package dev.footfall.session;

import dev.footfall.session.VisitorSessions.Past;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The byte form of {@link VisitorSessions}, version 2: the version, what is remembered of the past,
 * the unclosed sessions. Numbers are of variable length, texts come once.
 */
final class VisitorFormat {
  private static final int VERSION = 2;

  private VisitorFormat() {}

  static void write(VisitorSessions visitor, DataOutput output) throws IOException {
    output.writeByte(VERSION);
    StateWriter out = new StateWriter(output);
    writePast(visitor.past, out);
    out.number(visitor.unclosed.size());
    for (UnclosedSession session : visitor.unclosed) {
      SessionFormat.write(session, out);
    }
  }

  static VisitorSessions read(DataInput input) throws IOException {
    int version = input.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("a visitor's sessions are of unknown version " + version);
    }
    StateReader in = new StateReader(input);
    VisitorSessions visitor = new VisitorSessions();
    visitor.past = readPast(in);
    for (int left = in.integer(); left > 0; left--) {
      visitor.unclosed.add(SessionFormat.read(in));
    }
    return visitor;
  }

  private static void writePast(@Nullable Past past, StateWriter out) throws IOException {
    out.number(past == null ? 0 : past.sessions);
    if (past == null) {
      return;
    }
    out.number(past.numbered ? 1 : 0);
    out.text(past.lastId);
    out.number(past.lastEdge ? 1 : 0);
    out.number(past.lastInteractionMicros);
    out.number(past.lastClosed ? 1 : 0);
    if (past.lastClosed) {
      out.signed(past.lastStartMicros - past.lastInteractionMicros);
      out.signed(past.lastEndMicros - past.lastInteractionMicros);
    }
  }

  private static @Nullable Past readPast(StateReader in) throws IOException {
    int sessions = in.integer();
    if (sessions == 0) {
      return null;
    }
    Past past = new Past();
    past.sessions = sessions;
    past.numbered = in.number() == 1;
    past.lastId = in.name();
    past.lastEdge = in.number() == 1;
    past.lastInteractionMicros = in.number();
    past.lastClosed = in.number() == 1;
    if (past.lastClosed) {
      past.lastStartMicros = past.lastInteractionMicros + in.signed();
      past.lastEndMicros = past.lastInteractionMicros + in.signed();
    }
    return past;
  }
}
