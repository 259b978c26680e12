package dev.footfall.session;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.Money;
import dev.footfall.session.Session.Page;
import dev.footfall.session.Session.ServiceVersion;
import java.io.IOException;

/**
 * The byte form of a {@link Member}, part of {@link VisitorFormat} and of its version: key (8
 * bytes), number and time as distances from the member before, flags, name, service, version, user,
 * duration, then what the flags announce. About 35 bytes, and a path the first time.
 */
final class MemberFormat {
  private static final int INTERACTION = 1;
  private static final int RETRACTED = 1 << 1;
  private static final int MARKED = 1 << 2;
  private static final int ERROR = 1 << 3;
  private static final int SLOW = 1 << 4;
  private static final int NOT_FOUND = 1 << 5;
  private static final int PAGE = 1 << 6;
  private static final int CIRCUMSTANCES = 1 << 7;
  private static final int MONEY = 1 << 8;
  private static final int TRANSACTION = 1 << 9;
  private static final int EVERY = 1 << 10;
  private static final int ONCE = 1 << 11;

  private MemberFormat() {}

  static void write(Member member, int numberBefore, long microsBefore, StateWriter out)
      throws IOException {
    Contribution event = member.contribution;
    out.eightBytes(member.eventKey);
    out.number(member.number - numberBefore);
    out.signed(member.timeMicros - microsBefore);
    out.number(flags(member));
    out.text(event.name());
    out.text(event.serviceVersion().service());
    out.text(event.serviceVersion().version());
    out.text(event.userId());
    out.number(event.durationMicros());
    if (event.page() != null) {
      out.text(event.page().path());
      out.text(event.page().route());
    }
    if (event.circumstances() != null) {
      out.circumstances(event.circumstances());
    }
    if (event.money() != null) {
      out.text(event.money().currency());
      out.decimal(event.money().amount());
    }
    if (event.transaction() != null) {
      out.eightBytes(event.transaction());
    }
  }

  private static int flags(Member member) {
    Contribution event = member.contribution;
    return flag(event.interaction(), INTERACTION)
        | flag(member.retracted, RETRACTED)
        | flag(member.marked, MARKED)
        | flag(event.error(), ERROR)
        | flag(event.slow(), SLOW)
        | flag(event.notFound(), NOT_FOUND)
        | flag(event.page() != null, PAGE)
        | flag(event.circumstances() != null, CIRCUMSTANCES)
        | flag(event.money() != null, MONEY)
        | flag(event.transaction() != null, TRANSACTION)
        | flag(event.conversion() == Conversion.EVERY, EVERY)
        | flag(event.conversion() == Conversion.ONCE_PER_SESSION, ONCE);
  }

  private static int flag(boolean is, int flag) {
    return is ? flag : 0;
  }

  static Member read(int numberBefore, long microsBefore, StateReader in) throws IOException {
    long eventKey = in.eightBytes();
    int number = numberBefore + in.integer();
    long timeMicros = microsBefore + in.signed();
    int flags = in.integer();
    boolean marked = (flags & MARKED) != 0;
    Member member = new Member(eventKey, number, timeMicros, marked, contribution(flags, in));
    member.retracted = (flags & RETRACTED) != 0;
    return member;
  }

  private static Contribution contribution(int flags, StateReader in) throws IOException {
    String name = in.name();
    ServiceVersion service = new ServiceVersion(in.name(), in.text());
    String userId = in.text();
    long durationMicros = in.number();
    Page page = (flags & PAGE) == 0 ? null : new Page(in.text(), in.text());
    Circumstances circumstances = (flags & CIRCUMSTANCES) == 0 ? null : in.circumstances();
    Money money = (flags & MONEY) == 0 ? null : money(in);
    Long transaction = (flags & TRANSACTION) == 0 ? null : Long.valueOf(in.eightBytes());
    return new Contribution(
        name,
        (flags & INTERACTION) != 0,
        conversion(flags),
        page,
        service,
        durationMicros,
        (flags & ERROR) != 0,
        (flags & SLOW) != 0,
        (flags & NOT_FOUND) != 0,
        money,
        transaction,
        userId,
        circumstances);
  }

  private static Money money(StateReader in) throws IOException {
    String currency = in.name();
    return new Money(in.decimal(), currency);
  }

  private static Conversion conversion(int flags) {
    if ((flags & EVERY) != 0) {
      return Conversion.EVERY;
    }
    return (flags & ONCE) != 0 ? Conversion.ONCE_PER_SESSION : Conversion.NONE;
  }
}
