package dev.footfall.funnel;

import dev.footfall.aggregate.Numbers;
import dev.footfall.event.Money;
import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import dev.footfall.funnel.FunnelState.Reported;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The byte form of {@link VisitorFunnels}. Version 1: version; the definitions of the funnels that
 * something is remembered of, by which events and states name them, so that other funnels may be
 * configured when it is read; sessions; events, their times as differences; states. Numbers are of
 * variable length, texts as in {@link Texts}.
 */
final class VisitorFunnelsFormat {
  private static final int VERSION = 1;

  private VisitorFunnelsFormat() {}

  static void write(VisitorFunnels visitor, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    int[] numbers = writeDefinitions(visitor, out);
    List<String> sessions = writeSessions(visitor, out);
    Numbers.write(visitor.log.events().size(), out);
    Numbers.write(visitor.log.kept(), out);
    long time = 0;
    for (FunnelEvent event : visitor.log.events()) {
      Numbers.write(event.micros() - time, out);
      time = event.micros();
      writeEvent(event, sessions.indexOf(event.sessionId()), numbers, out);
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        writeState(visitor.states.get(i), out);
      }
    }
  }

  /** By the place of a funnel the number that stands for it; -1 where nothing is remembered. */
  private static int[] writeDefinitions(VisitorFunnels visitor, DataOutput out) throws IOException {
    int[] numbers = new int[visitor.states.size()];
    for (FunnelEvent event : visitor.log.events()) {
      for (Role role : event.roles()) {
        numbers[role.funnel()] = 1;
      }
    }
    int used = 0;
    for (int i = 0; i < numbers.length; i++) {
      boolean isUsed = numbers[i] > 0 || !visitor.states.get(i).isEmpty();
      numbers[i] = isUsed ? used++ : -1;
    }
    Numbers.write(used, out);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        Texts.write(visitor.states.get(i).definition, out);
      }
    }
    return numbers;
  }

  private static List<String> writeSessions(VisitorFunnels visitor, DataOutput out)
      throws IOException {
    TreeSet<String> sessions = new TreeSet<>();
    for (FunnelEvent event : visitor.log.events()) {
      if (event.sessionId() != null) {
        sessions.add(event.sessionId());
      }
    }
    Numbers.write(sessions.size(), out);
    for (String session : sessions) {
      Texts.write(session, out);
    }
    return new ArrayList<>(sessions);
  }

  private static void writeEvent(FunnelEvent event, int session, int[] numbers, DataOutput out)
      throws IOException {
    Texts.write(event.eventId(), out);
    Texts.write(event.place().traceId(), out);
    Texts.write(event.place().spanId(), out);
    Numbers.write(event.place().ruleIndex(), out);
    Numbers.write(session + 1L, out);
    out.writeBoolean(event.interaction());
    Texts.write(event.met(), out);
    Texts.write(event.money(), out);
    Numbers.write(event.roles().size(), out);
    for (Role role : event.roles()) {
      Numbers.write(numbers[role.funnel()], out);
      Numbers.write(role.steps(), out);
      Numbers.write(role.exclusions(), out);
      Numbers.write(role.held().size(), out);
      for (Held held : role.held()) {
        Texts.write(held.value(), out);
        Texts.write(held.amount(), out);
      }
      Texts.write(role.breakdown(), out);
    }
  }

  private static void writeState(FunnelState state, DataOutput out) throws IOException {
    out.writeLong(state.dirtySinceMicros);
    Numbers.write(state.cohorts.size(), out);
    for (Map.Entry<Long, List<Reported>> cohort : state.cohorts.entrySet()) {
      out.writeLong(cohort.getKey());
      Numbers.write(cohort.getValue().size(), out);
      for (Reported reported : cohort.getValue()) {
        Texts.write(reported.breakdown(), out);
        reported.attempt().write(out);
      }
    }
    Numbers.write(state.free.size(), out);
    for (Map.Entry<String, EventOrder> free : state.free.entrySet()) {
      Texts.write(free.getKey(), out);
      EventOrder place = free.getValue();
      out.writeLong(place.micros());
      Texts.write(place.traceId(), out);
      Texts.write(place.spanId(), out);
      Numbers.write(place.ruleIndex(), out);
    }
  }

  static VisitorFunnels read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("funnels of a visitor in unknown version " + version);
    }
    List<FunnelState> states = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      states.add(new FunnelState(Texts.readPresent(in)));
    }
    List<String> sessions = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      sessions.add(Texts.readPresent(in));
    }
    long count = Numbers.read(in);
    int kept = (int) Numbers.read(in);
    List<FunnelEvent> events = new ArrayList<>();
    long time = 0;
    for (long left = count; left > 0; left--) {
      time += Numbers.read(in);
      events.add(readEvent(time, sessions, in));
    }
    for (FunnelState state : states) {
      readState(state, in);
    }
    return new VisitorFunnels(new FunnelLog(events, kept), states);
  }

  private static FunnelEvent readEvent(long time, List<String> sessions, DataInput in)
      throws IOException {
    String eventId = Texts.readPresent(in);
    EventOrder place =
        new EventOrder(time, Texts.readPresent(in), Texts.readPresent(in), (int) Numbers.read(in));
    int session = (int) Numbers.read(in) - 1;
    boolean interaction = in.readBoolean();
    Met met = Texts.readMet(in);
    Money money = Texts.readMoney(in);
    List<Role> roles = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      roles.add(
          new Role(
              (int) Numbers.read(in),
              Numbers.read(in),
              Numbers.read(in),
              readHeld(in),
              Texts.read(in)));
    }
    return new FunnelEvent(
        eventId, place, session < 0 ? null : sessions.get(session), interaction, met, money, roles);
  }

  private static List<Held> readHeld(DataInput in) throws IOException {
    List<Held> held = new ArrayList<>();
    for (long left = Numbers.read(in); left > 0; left--) {
      held.add(new Held(Texts.readPresent(in), Texts.readNumber(in)));
    }
    return held;
  }

  private static void readState(FunnelState state, DataInput in) throws IOException {
    state.dirtySinceMicros = in.readLong();
    for (long left = Numbers.read(in); left > 0; left--) {
      long cohort = in.readLong();
      List<Reported> reported = new ArrayList<>();
      for (long attempts = Numbers.read(in); attempts > 0; attempts--) {
        reported.add(new Reported(Texts.read(in), Attempt.read(in)));
      }
      state.cohorts.put(cohort, reported);
    }
    for (long left = Numbers.read(in); left > 0; left--) {
      String value = Texts.read(in);
      state.free.put(
          value,
          new EventOrder(
              in.readLong(), Texts.readPresent(in), Texts.readPresent(in), (int) Numbers.read(in)));
    }
  }
}
