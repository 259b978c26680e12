package dev.footfall.local;

import dev.footfall.sink.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up what is put out about visits: sessions, the purchase funnel over all its windows, the
 * slowest pages. Of the rows of one key the last counts.
 */
final class VisitCounts {
  private static final int SLOWEST = 3;

  private final Map<String, JsonRow> sessions = new HashMap<>();
  private final Map<String, JsonRow> funnels = new TreeMap<>();
  private final Map<String, JsonRow> pages = new HashMap<>();

  void add(Output output, byte[] row) {
    JsonRow read = JsonRow.read(row);
    switch (output) {
      case SESSIONS -> sessions.put(read.text("session_id"), read);
      case FUNNELS -> funnels.put(read.text("window_start") + " " + read.text("breakdown"), read);
      case PERFORMANCE -> {
        if (read.text("dimension").equals("page")) {
          pages.put(read.text("window_start") + " " + read.text("value"), read);
        }
      }
      default -> {}
    }
  }

  long sessions() {
    return sessions.values().stream().filter(session -> !isTrue(session, "retracted")).count();
  }

  long closedSessions() {
    return sessionsWith("state", "closed");
  }

  long bounces() {
    return sessionsWith("is_bounce", "true");
  }

  private long sessionsWith(String column, String value) {
    return sessions.values().stream()
        .filter(session -> !isTrue(session, "retracted"))
        .filter(session -> session.text(column).equals(value))
        .count();
  }

  private static boolean isTrue(JsonRow row, String column) {
    return row.text(column).equals("true");
  }

  /** The steps of the funnel in their order, each over all windows. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (JsonRow row : funnels.values()) {
      List<JsonRow> counts = row.rows("steps");
      for (int i = 0; i < counts.size(); i++) {
        if (i == steps.size()) {
          steps.add(new Step(counts.get(i).text("name")));
        }
        steps.get(i).add(counts.get(i));
      }
    }
    return steps;
  }

  /** A step of the funnel. */
  static final class Step {
    final String name;
    final Map<String, Long> metByLeavers = new TreeMap<>();
    long reached;
    long dropped;

    Step(String name) {
      this.name = name;
    }

    private void add(JsonRow step) {
      reached += step.number("reached");
      dropped += step.number("dropped");
      JsonRow met = step.object("leavers_met");
      for (JsonRow error : met.rows("errors")) {
        String what = "error " + error.text("error_type") + " in " + error.text("service");
        metByLeavers.merge(what, error.number("visitors"), Long::sum);
      }
      for (JsonRow slow : met.rows("slow_services")) {
        metByLeavers.merge("slow " + slow.text("service"), slow.number("visitors"), Long::sum);
      }
      metByLeavers.merge("neither", met.number("neither"), Long::sum);
      metByLeavers.values().removeIf(count -> count == 0);
    }
  }

  /** The pages with the greatest p90 in any window, the slowest first, with that in words. */
  List<String> slowestPages() {
    Map<String, Double> slowest = new TreeMap<>();
    pages
        .values()
        .forEach(
            row -> slowest.merge(row.text("value"), row.decimal("duration_p90_ms"), Math::max));
    return slowest.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SLOWEST)
        .map(page -> String.format(Locale.ROOT, "%s %.0f ms", page.getKey(), page.getValue()))
        .toList();
  }
}
