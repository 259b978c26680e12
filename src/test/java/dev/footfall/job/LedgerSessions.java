package dev.footfall.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Interactions cut into sessions, each of one visitor, or one connection; and how the ones become
 * the others. Written the slow, obvious way.
 */
final class LedgerSessions {
  private static final long GAP_MILLIS = 60_000;

  final List<List<Interaction>> sessions = new ArrayList<>();
  private final Function<Interaction, String> who;

  /**
   * @param inOrder of their times
   * @param who whose they are; those of nobody are left out
   */
  LedgerSessions(List<Interaction> inOrder, Function<Interaction, String> who) {
    this.who = who;
    Map<String, List<Interaction>> open = new HashMap<>();
    for (Interaction next : inOrder) {
      String owner = who.apply(next);
      if (owner != null) {
        List<Interaction> session = open.get(owner);
        if (session == null || next.millis() - last(session).millis() > GAP_MILLIS) {
          session = new ArrayList<>();
          sessions.add(session);
          open.put(owner, session);
        }
        session.add(next);
      }
    }
  }

  private static Interaction last(List<Interaction> session) {
    return session.get(session.size() - 1);
  }

  int size() {
    return sessions.size();
  }

  /** Interactions in a row, for those of one owner. */
  List<List<Interaction>> byOwner() {
    Map<String, List<Interaction>> owners = new HashMap<>();
    for (List<Interaction> session : sessions) {
      owners.computeIfAbsent(who.apply(session.get(0)), owner -> new ArrayList<>()).addAll(session);
    }
    return List.copyOf(owners.values());
  }

  /** How many of some go through how many of the four steps, each after the one before it. */
  static List<Long> reached(List<List<Interaction>> attempts) {
    List<Long> reached = new ArrayList<>();
    for (int steps = 1; steps <= 4; steps++) {
      int wanted = steps;
      reached.add(attempts.stream().filter(attempt -> stepsOf(attempt) >= wanted).count());
    }
    return reached;
  }

  private static int stepsOf(List<Interaction> attempt) {
    List<String> steps = List.of("find_owner", "add_owner", "add_pet", "add_visit");
    int done = 0;
    for (Interaction next : attempt) {
      if (done < steps.size() && next.event().equals(steps.get(done))) {
        done++;
      }
    }
    return done;
  }

  /** Sessions or owners in which there is more than one of something, such as more visitors. */
  static long withSeveral(List<List<Interaction>> groups, Function<Interaction, String> of) {
    return groups.stream()
        .filter(group -> group.stream().map(of).filter(Objects::nonNull).distinct().count() > 1)
        .count();
  }

  /**
   * How groups of interactions become other groups of the same: each piece is what one of the ones
   * has in common with one of the others.
   *
   * @param unseen groups of which nothing is in any other
   * @param split further groups that a group is spread over
   * @param merged groups that are in one with another
   */
  record Change(int before, int unseen, int split, int merged, int after) {
    static Change of(List<List<Interaction>> before, List<List<Interaction>> after) {
      Map<Interaction, Integer> places = new HashMap<>();
      for (int place = 0; place < after.size(); place++) {
        for (Interaction interaction : after.get(place)) {
          places.put(interaction, place);
        }
      }
      int unseen = 0;
      int split = 0;
      int pieces = 0;
      for (List<Interaction> group : before) {
        Set<Integer> in = new HashSet<>();
        group.stream().map(places::get).filter(Objects::nonNull).forEach(in::add);
        unseen += in.isEmpty() ? 1 : 0;
        split += Math.max(0, in.size() - 1);
        pieces += in.size();
      }
      return new Change(before.size(), unseen, split, pieces - after.size(), after.size());
    }
  }
}
