package dev.footfall.session;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.session.Session.EndReason;
import java.io.IOException;
import java.util.Collection;

/**
 * The byte form of an {@link UnclosedSession}, part of {@link VisitorFormat} and of its version.
 * Times are distances from the session's start.
 */
final class SessionFormat {
  private SessionFormat() {}

  static void write(UnclosedSession session, StateWriter out) throws IOException {
    out.text(session.id);
    out.text(session.visitorId);
    out.text(session.idMethod.name());
    out.number(session.number == null ? 0 : session.number);
    out.text(session.previousId);
    out.number(session.edge ? 1 : 0);
    out.text(session.senderId);
    out.text(session.endReason == null ? null : session.endReason.name());
    out.text(session.configVersion);
    long startMicros = session.members.startMicros;
    out.number(startMicros);
    out.signed(session.arrivalTimeMillis - Math.floorDiv(startMicros, 1_000L));
    moment(session.changedMicros, Long.MIN_VALUE, startMicros, out);
    out.number(session.revision);
    out.eightBytes(session.emittedContent);
    moment(session.emittedMicros, Long.MIN_VALUE, startMicros, out);
    moment(session.updateMicros, UnclosedSession.NEVER, startMicros, out);
    write(session.members, out);
  }

  static UnclosedSession read(StateReader in) throws IOException {
    String id = in.name();
    String visitorId = in.name();
    IdMethod idMethod = IdMethod.valueOf(in.name());
    int number = in.integer();
    UnclosedSession session =
        new UnclosedSession(
            id,
            visitorId,
            idMethod,
            number == 0 ? null : Integer.valueOf(number),
            in.text(),
            in.number() == 1);
    session.senderId = in.text();
    String endReason = in.text();
    session.endReason = endReason == null ? null : EndReason.valueOf(endReason);
    session.configVersion = in.name();
    long startMicros = in.number();
    session.arrivalTimeMillis = in.signed() + Math.floorDiv(startMicros, 1_000L);
    session.changedMicros = moment(Long.MIN_VALUE, startMicros, in);
    session.revision = in.integer();
    session.emittedContent = in.eightBytes();
    session.emittedMicros = moment(Long.MIN_VALUE, startMicros, in);
    session.updateMicros = moment(UnclosedSession.NEVER, startMicros, in);
    session.members.startMicros = startMicros;
    read(session.members, in);
    return session;
  }

  private static void write(Members members, StateWriter out) throws IOException {
    out.signed(members.endMicros - members.startMicros);
    out.number(members.joined);
    out.number(members.joinedInteractions);
    SumsFormat.write(members.folded, out);
    write(members.interactions, members.startMicros, out);
    write(members.others, members.startMicros, out);
  }

  private static void write(Collection<Member> members, long startMicros, StateWriter out)
      throws IOException {
    out.number(members.size());
    int number = 0;
    long timeMicros = startMicros;
    for (Member member : members) {
      MemberFormat.write(member, number, timeMicros, out);
      number = member.number;
      timeMicros = member.timeMicros;
    }
  }

  private static void read(Members members, StateReader in) throws IOException {
    members.endMicros = members.startMicros + in.signed();
    members.joined = in.integer();
    members.joinedInteractions = in.integer();
    members.folded = SumsFormat.read(in);
    long startMicros = members.startMicros;
    read(members.interactions, startMicros, in);
    read(members.others, startMicros, in);
    members.measure();
  }

  private static void read(Collection<Member> members, long startMicros, StateReader in)
      throws IOException {
    int number = 0;
    long timeMicros = startMicros;
    for (int left = in.integer(); left > 0; left--) {
      Member member = MemberFormat.read(number, timeMicros, in);
      members.add(member);
      number = member.number;
      timeMicros = member.timeMicros;
    }
  }

  /** 0 where it is absent. */
  private static void moment(long micros, long absent, long startMicros, StateWriter out)
      throws IOException {
    out.number(micros == absent ? 0 : 1);
    if (micros != absent) {
      out.signed(micros - startMicros);
    }
  }

  private static long moment(long absent, long startMicros, StateReader in) throws IOException {
    return in.number() == 0 ? absent : startMicros + in.signed();
  }
}
