package dev.footfall.cli;

import dev.footfall.cli.ShadowAnswer.Pair;
import dev.footfall.trial.Change;
import dev.footfall.trial.Differences;
import dev.footfall.trial.Differences.Move;
import dev.footfall.trial.Example;
import dev.footfall.trial.RuleChange;
import dev.footfall.trial.SessionTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** What another configuration would change, as text. */
final class ShadowText {
  private static final int NAME = 34;
  private static final int COUNT = 11;
  private static final int INDENT = 4;
  private static final int ID = 39;
  private static final int VALUE = 24;
  private static final int MOST_COLUMNS = 12;

  private final Page page;
  private final ShadowAnswer answer;
  private final Differences differences;

  ShadowText(Ansi ansi, ShadowAnswer answer) {
    this.page = new Page(ansi);
    this.answer = answer;
    this.differences = answer.differences();
  }

  String text() {
    page.line(side("current", answer.current())).line(side("shadow", answer.shadow()));
    page.blank()
        .line(
            differences.requestsThatDiffer() == 0
                ? page.good("No request's events would be different")
                    + ", of "
                    + count(differences.requests())
                : page.bold(count(differences.requestsThatDiffer()))
                    + " of "
                    + count(differences.requests())
                    + " requests with an event would have other events");
    rules();
    moves();
    differences.rules().forEach(this::details);
    differences.rules().forEach(this::sessionColumns);
    sessions();
    answer.funnels().forEach(this::funnel);
    spans();
    return page.toString();
  }

  private String side(String label, ShadowAnswer.Side side) {
    return page.bold(Page.cell(label, 8))
        + " "
        + side.name()
        + page.faint("  version " + side.configVersion());
  }

  private void rules() {
    List<Map.Entry<String, RuleChange>> different = new ArrayList<>();
    for (Map.Entry<String, RuleChange> rule : differences.rules().entrySet()) {
      if (rule.getValue().isDifferent() || movedTo(rule.getKey()) + movedFrom(rule.getKey()) > 0) {
        different.add(rule);
      }
    }
    long same = differences.rules().size() - different.size();
    if (!different.isEmpty()) {
      heading("EVENTS BY RULE", "current", "shadow", "added", "gone", "moved", "changed");
      different.sort(
          Comparator.comparing(
                  (Map.Entry<String, RuleChange> rule) ->
                      -Math.abs(rule.getValue().shadow() - rule.getValue().current()))
              .thenComparing(Map.Entry.comparingByKey()));
      different.forEach(rule -> rule(rule.getKey(), rule.getValue()));
    }
    if (same > 0) {
      page.line(
          page.faint(same + (same == 1 ? " rule makes" : " rules make") + " the same events"));
    }
  }

  private void rule(String rule, RuleChange change) {
    long in = movedTo(rule);
    long out = movedFrom(rule);
    page.line(
        name(rule)
            + right(count(change.current()))
            + right(count(change.shadow()))
            + page.good(right(signed("+", change.added().count())))
            + page.bad(right(signed("-", change.gone().count())))
            + page.notice(right((signed("+", in) + " " + signed("-", out)).strip()))
            + right(change.changed().count() == 0 ? "" : count(change.changed().count())));
  }

  private long movedTo(String rule) {
    return differences.moves().entrySet().stream()
        .filter(move -> move.getKey().to().equals(rule))
        .mapToLong(move -> move.getValue().count())
        .sum();
  }

  private long movedFrom(String rule) {
    return differences.moves().entrySet().stream()
        .filter(move -> move.getKey().from().equals(rule))
        .mapToLong(move -> move.getValue().count())
        .sum();
  }

  private void moves() {
    for (Map.Entry<Move, Change> move : differences.moves().entrySet()) {
      String title =
          page.notice("MOVED") + " from " + move.getKey().from() + " to " + move.getKey().to();
      change(title, move.getValue(), "trace");
    }
  }

  private void details(String rule, RuleChange change) {
    change(page.good("ADDED") + " by " + rule, change.added(), "trace");
    change(page.bad("GONE") + " from " + rule, change.gone(), "trace");
    change(page.notice("CHANGED") + " of " + rule, change.changed(), "trace");
  }

  private void sessionColumns(String rule, RuleChange change) {
    if (change.restamped().count() > 0) {
      page.blank()
          .line(
              "%s of %s: %s, otherwise the same"
                  .formatted(
                      page.notice("SESSION COLUMNS"), rule, count(change.restamped().count())));
      columns(change.restamped());
    }
  }

  private void change(String title, Change change, String idName) {
    if (change.count() == 0) {
      return;
    }
    page.blank().line(title + ": " + count(change.count()));
    columns(change);
    for (Example example : change.examples()) {
      int room = Page.WIDTH - INDENT - ID;
      page.line(
          " ".repeat(INDENT)
              + page.faint(Page.cell(example.words(), room) + " " + idName + " " + example.id()));
    }
  }

  private void columns(Change change) {
    change.columns().entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Change.Column> column) -> -column.getValue().count())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_COLUMNS)
        .forEach(column -> column(column.getKey(), column.getValue()));
    int more = change.columns().size() - MOST_COLUMNS;
    if (more > 0) {
      page.line(
          " ".repeat(INDENT) + page.faint(more + (more == 1 ? " more column" : " more columns")));
    }
  }

  private void column(String name, Change.Column column) {
    page.line(
        " ".repeat(INDENT)
            + Page.cell(name, NAME - INDENT)
            + right(count(column.count()))
            + "  "
            + value(column.current())
            + page.faint(" -> ")
            + value(column.shadow()));
  }

  private static String value(@Nullable String value) {
    return value == null ? "(none)" : value.length() <= VALUE ? value : Page.cell(value, VALUE);
  }

  private void sessions() {
    SessionTotals one = differences.currentSessions();
    SessionTotals other = differences.shadowSessions();
    heading("SESSIONS", "current", "shadow");
    pair("sessions", one.sessions(), other.sessions());
    pair("  closed", one.closed(), other.closed());
    pair("  bounces", one.bounces(), other.bounces());
    share("  bounce rate", one.bounces(), one.sessions(), other.bounces(), other.sessions());
    pair("  engaged", one.engaged(), other.engaged());
    share("  engaged rate", one.engaged(), one.sessions(), other.engaged(), other.sessions());
    pair("page views", one.pageViews(), other.pageViews());
    pair("conversions", one.conversions(), other.conversions());
    TreeSet<String> currencies = new TreeSet<>(one.revenue().keySet());
    currencies.addAll(other.revenue().keySet());
    for (String currency : currencies) {
      BigDecimal before = one.revenue().getOrDefault(currency, BigDecimal.ZERO);
      BigDecimal after = other.revenue().getOrDefault(currency, BigDecimal.ZERO);
      row(
          "revenue in " + currency,
          before.toPlainString(),
          after.toPlainString(),
          plus(after.subtract(before)));
    }
    change(page.good("SESSIONS ADDED"), differences.sessionsAdded(), "visitor");
    change(page.bad("SESSIONS GONE"), differences.sessionsGone(), "visitor");
    change(page.notice("SESSIONS CHANGED"), differences.sessionsChanged(), "visitor");
  }

  private void funnel(String id, Map<String, Pair> steps) {
    heading("FUNNEL " + id, "current", "shadow");
    boolean inCurrent = answer.current().funnel(id) != null;
    boolean inShadow = answer.shadow().funnel(id) != null;
    steps.forEach(
        (step, reached) -> {
          if (inCurrent && inShadow) {
            pair(step, reached.current(), reached.shadow());
          } else {
            row(
                step,
                inCurrent ? count(reached.current()) : "-",
                inShadow ? count(reached.shadow()) : "-",
                "");
          }
        });
  }

  private void spans() {
    Map<String, Pair> different =
        answer.spans().entrySet().stream()
            .filter(entry -> entry.getValue().current() != entry.getValue().shadow())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (different.isEmpty()) {
      page.blank()
          .line(page.faint("Every span and record is in the same class of the accounting."));
      return;
    }
    heading("SPANS AND RECORDS", "current", "shadow");
    different.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> pair(each.getKey(), each.getValue().current(), each.getValue().shadow()));
  }

  private void heading(String title, String... columns) {
    StringBuilder line = new StringBuilder(name(title));
    for (String column : columns) {
      line.append(right(column));
    }
    page.blank().line(page.bold(line.toString()));
  }

  private void pair(String name, long current, long shadow) {
    long difference = shadow - current;
    row(
        name,
        count(current),
        count(shadow),
        difference == 0 ? "" : signed(difference > 0 ? "+" : "-", Math.abs(difference)));
  }

  private void share(String name, long current, long of, long shadow, long shadowOf) {
    if (current != shadow || of != shadowOf) {
      row(name, percent(current, of), percent(shadow, shadowOf), "");
    }
  }

  private void row(String name, String current, String shadow, String difference) {
    page.line(name(name) + right(current) + right(shadow) + page.notice(right(difference)));
  }

  private static String name(String name) {
    return Page.cell(name, NAME);
  }

  private static String plus(BigDecimal difference) {
    return difference.signum() == 0
        ? ""
        : (difference.signum() > 0 ? "+" : "") + difference.toPlainString();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static String signed(String sign, long number) {
    return number == 0 ? "" : sign + count(number);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, COUNT - text.length())) + text;
  }
}
