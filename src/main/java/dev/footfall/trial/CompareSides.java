package dev.footfall.trial;

import dev.footfall.trial.SideRow.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two configurations made of one group: a trace's requests, or a visitor's sessions.
 * Of each event and session the last revision counts, unless it was taken back. Not thread-safe.
 *
 * <p>Events of one rule on one entry span are the same event. What is left on both sides of a span
 * has moved from rule to rule, in the order of the rules. Sessions are the same that start at the
 * same moment; of what is left, those that overlap.
 */
final class CompareSides {
  private static final Comparator<SideRow> BY_RULE =
      Comparator.comparingInt(SideRow::ruleIndex).thenComparing(SideRow::rule);

  private final Differences differences;

  CompareSides(Differences differences) {
    this.differences = differences;
  }

  private record Id(boolean shadow, Kind kind, String id) {}

  /** The rows of one place, by side. */
  private static final class Sides {
    final List<SideRow> current = new ArrayList<>();
    final List<SideRow> shadow = new ArrayList<>();

    void add(SideRow row) {
      (row.shadow() ? shadow : current).add(row);
    }
  }

  void compare(Iterable<SideRow> group) {
    Map<Id, SideRow> last = new HashMap<>();
    for (SideRow row : group) {
      last.merge(
          new Id(row.shadow(), row.kind(), row.id()),
          row,
          (one, other) -> one.revision() >= other.revision() ? one : other);
    }
    TreeMap<Long, Sides> requests = new TreeMap<>();
    TreeMap<Long, Sides> sessions = new TreeMap<>();
    for (SideRow row : last.values()) {
      if (!row.retracted()) {
        (row.kind() == Kind.EVENT ? requests : sessions)
            .computeIfAbsent(row.place(), place -> new Sides())
            .add(row);
      }
    }
    requests.values().forEach(this::compareRequest);
    compareSessions(sessions);
  }

  private void compareRequest(Sides sides) {
    sides.current.forEach(row -> differences.rule(row.rule()).count(false));
    sides.shadow.forEach(row -> differences.rule(row.rule()).count(true));
    boolean differs = false;
    for (Iterator<SideRow> rows = sides.current.iterator(); rows.hasNext(); ) {
      SideRow row = rows.next();
      SideRow other = take(row.id(), sides.shadow);
      if (other != null) {
        rows.remove();
        differs |= compareEvents(row, other);
      }
    }
    differs |= !sides.current.isEmpty() || !sides.shadow.isEmpty();
    move(sides);
    differences.countRequest(differs);
  }

  private static @Nullable SideRow take(String id, List<SideRow> rows) {
    for (SideRow row : rows) {
      if (row.id().equals(id)) {
        rows.remove(row);
        return row;
      }
    }
    return null;
  }

  /** Whether the event says something else of its request. */
  private boolean compareEvents(SideRow row, SideRow other) {
    if (Arrays.equals(row.content(), other.content())) {
      return false;
    }
    SortedMap<String, String> values = RowValues.of(row.content());
    SortedMap<String, String> others = RowValues.of(other.content());
    RuleChange rule = differences.rule(row.rule());
    Example example = ofEvent(values);
    if (withoutStamps(values).equals(withoutStamps(others))) {
      rule.restamped().add(example, values, others);
      return false;
    }
    rule.changed().add(example, values, others);
    return true;
  }

  private static Map<String, String> withoutStamps(SortedMap<String, String> values) {
    Map<String, String> rest = new HashMap<>(values);
    rest.keySet().removeAll(ComparedColumns.STAMPS);
    return rest;
  }

  private void move(Sides sides) {
    sides.current.sort(BY_RULE);
    sides.shadow.sort(BY_RULE);
    int moved = Math.min(sides.current.size(), sides.shadow.size());
    for (int i = 0; i < moved; i++) {
      SortedMap<String, String> values = RowValues.of(sides.current.get(i).content());
      differences
          .move(sides.current.get(i).rule(), sides.shadow.get(i).rule())
          .add(ofEvent(values), values, RowValues.of(sides.shadow.get(i).content()));
    }
    for (SideRow gone : sides.current.subList(moved, sides.current.size())) {
      differences.rule(gone.rule()).gone().add(ofEvent(RowValues.of(gone.content())));
    }
    for (SideRow added : sides.shadow.subList(moved, sides.shadow.size())) {
      differences.rule(added.rule()).added().add(ofEvent(RowValues.of(added.content())));
    }
  }

  private static Example ofEvent(SortedMap<String, String> values) {
    String method = values.getOrDefault("method", "(none)");
    return new Example(
        Long.parseLong(values.getOrDefault("event_timestamp", "0")),
        values.getOrDefault("trace_id", ""),
        values.getOrDefault("span_id", ""),
        method + " " + values.getOrDefault("page_path", "(none)"));
  }

  private void compareSessions(TreeMap<Long, Sides> byStart) {
    List<SideRow> current = new ArrayList<>();
    List<SideRow> shadow = new ArrayList<>();
    for (Sides sides : byStart.values()) {
      while (!sides.current.isEmpty() && !sides.shadow.isEmpty()) {
        compareSessions(sides.current.remove(0), sides.shadow.remove(0));
      }
      current.addAll(sides.current);
      shadow.addAll(sides.shadow);
    }
    for (SideRow row : current) {
      SortedMap<String, String> values = RowValues.of(row.content());
      SideRow other = overlapping(values, shadow);
      if (other == null) {
        differences.totals(false).add(values);
        differences.sessionsGone().add(ofSession(row, values));
      } else {
        shadow.remove(other);
        compareSessions(row, other);
      }
    }
    for (SideRow row : shadow) {
      SortedMap<String, String> values = RowValues.of(row.content());
      differences.totals(true).add(values);
      differences.sessionsAdded().add(ofSession(row, values));
    }
  }

  /** Times are texts of one length, so that texts compare as they do. */
  private static @Nullable SideRow overlapping(
      SortedMap<String, String> session, List<SideRow> others) {
    for (SideRow row : others) {
      SortedMap<String, String> other = RowValues.of(row.content());
      if (time(other, "session_start").compareTo(time(session, "session_end")) <= 0
          && time(session, "session_start").compareTo(time(other, "session_end")) <= 0) {
        return row;
      }
    }
    return null;
  }

  private static String time(SortedMap<String, String> session, String column) {
    return session.getOrDefault(column, "");
  }

  private void compareSessions(SideRow row, SideRow other) {
    SortedMap<String, String> values = RowValues.of(row.content());
    SortedMap<String, String> others = RowValues.of(other.content());
    differences.totals(false).add(values);
    differences.totals(true).add(others);
    if (!values.equals(others)) {
      differences.sessionsChanged().add(ofSession(row, values), values, others);
    }
  }

  private static Example ofSession(SideRow row, SortedMap<String, String> values) {
    return new Example(
        row.place(),
        values.getOrDefault("user_pseudo_id", ""),
        "",
        values.getOrDefault("entry_page", "(no page)"));
  }
}
