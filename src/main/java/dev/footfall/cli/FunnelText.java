package dev.footfall.cli;

import dev.footfall.aggregate.LogHistogram;
import dev.footfall.analysis.TimeText;
import dev.footfall.cli.FunnelTrial.Traces;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.FunnelCounts;
import dev.footfall.funnel.Met;
import dev.footfall.funnel.MetCounts;
import dev.footfall.funnel.StepCounts;
import dev.footfall.trial.FunnelTotal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A funnel over a range as text: its steps, and what those had met who left. */
final class FunnelText {
  private static final StepCounts NOBODY = new StepCounts();
  private static final int NAME = 34;
  private static final int COUNT = 11;

  private final Page page;
  private final Traces traces;

  FunnelText(Page page, Traces traces) {
    this.page = page;
    this.traces = traces;
  }

  /**
   * @param total null where nobody came to the first step
   */
  void add(Funnel funnel, @Nullable FunnelTotal total) {
    page.line(page.bold(funnel.id()) + ": " + definition(funnel));
    if (total == null) {
      page.blank().line(page.notice("Nobody came to its first step."));
      return;
    }
    FunnelCounts counts = total.counts();
    page.line(page.faint(windows(funnel, total)));
    page.blank()
        .line(
            page.bold(
                Page.cell("STEP", NAME)
                    + right("reached", COUNT)
                    + right("of first", COUNT)
                    + right("went on", COUNT)
                    + right("left here", COUNT)
                    + "  p50, p95 from step before"));
    long first = step(counts, 0).reached();
    for (int i = 0; i < funnel.steps().size(); i++) {
      step(i + 1, funnel.steps().get(i).name(), step(counts, i), first, funnel.steps().size());
    }
    for (int i = 0; i < funnel.steps().size(); i++) {
      met(funnel, i + 1, step(counts, i));
    }
  }

  private static StepCounts step(FunnelCounts counts, int index) {
    return index < counts.steps().size() ? counts.steps().get(index) : NOBODY;
  }

  private static String definition(Funnel funnel) {
    String order =
        switch (funnel.order()) {
          case ORDERED -> "in order";
          case STRICT -> "with nothing between";
          case ANY -> "in any order";
        };
    return "%d steps %s within %s, by %s"
        .formatted(
            funnel.steps().size(),
            order,
            TimeText.gap(funnel.window()),
            switch (funnel.countBy()) {
              case VISITOR -> "visitor and window of " + TimeText.gap(funnel.cohort());
              case SESSION -> "session";
              case TOTAL -> "attempt";
            });
  }

  private static String windows(Funnel funnel, FunnelTotal total) {
    FunnelCounts counts = total.counts();
    long end = total.lastWindowMillis() + funnel.cohort().toMillis();
    String excluded = counts.excluded() == 0 ? "" : ", %,d excluded".formatted(counts.excluded());
    String open =
        counts.openAttempts() == 0
            ? ""
            : ", %,d not final when the range ended".formatted(counts.openAttempts());
    return String.format(
        Locale.ROOT,
        "%s to %s UTC: %,d attempts, %,d complete (%s)%s%s",
        moment(total.firstWindowMillis()),
        moment(end),
        counts.openAttempts() + counts.finalAttempts(),
        counts.complete(),
        percent(counts.complete(), counts.openAttempts() + counts.finalAttempts()),
        excluded,
        open);
  }

  private void step(int number, String name, StepCounts step, long first, int steps) {
    LogHistogram since = step.sincePreviousMicros();
    boolean isLast = number == steps;
    String times =
        since.isEmpty()
            ? ""
            : "  " + length(since.quantile(0.5)) + ", " + length(since.quantile(0.95));
    page.line(
        Page.cell(number + " " + name, NAME)
            + right(count(step.reached()), COUNT)
            + right(percent(step.reached(), first), COUNT)
            + right(isLast ? "" : percent(step.wentOn(), step.reached()), COUNT)
            + right(isLast ? "" : count(step.dropped()), COUNT)
            + times);
    for (Map.Entry<String, BigDecimal> value : step.values().entrySet()) {
      page.line(
          page.faint(
              Page.cell("    worth", NAME)
                  + right(value.getValue().toPlainString(), COUNT)
                  + " "
                  + value.getKey()));
    }
  }

  private void met(Funnel funnel, int number, StepCounts step) {
    MetCounts leavers = step.metByLeavers();
    if (step.dropped() == 0 || leavers.total(Met.Kind.NEITHER) == step.dropped()) {
      return;
    }
    MetCounts others = step.metByContinuers();
    long continuers = step.wentOn();
    page.blank()
        .line(
            page.bold(
                Page.cell(
                        "LEFT AFTER %d %s, had met"
                            .formatted(number, funnel.steps().get(number - 1).name()),
                        NAME + COUNT)
                    + right("leavers", COUNT)
                    + right("share", COUNT)
                    + "  of those who went on"));
    for (Met.Kind kind : List.of(Met.Kind.ERROR, Met.Kind.SLOW, Met.Kind.NEITHER)) {
      Map<Met, Long> continued = others.told(kind);
      leavers
          .told(kind)
          .forEach(
              (met, times) -> {
                met(met, times, step.dropped(), continued.get(met), continuers);
                for (String trace : traces.of(funnel, number, met)) {
                  page.line(page.faint("      trace " + trace));
                }
              });
    }
  }

  private void met(Met met, long times, long dropped, @Nullable Long continued, long continuers) {
    String words = words(met);
    String cell = Page.cell("  " + words, NAME + COUNT);
    page.line(
        (met.kind() == Met.Kind.NEITHER ? page.faint(cell) : page.notice(cell))
            + right(count(times), COUNT)
            + right(percent(times, dropped), COUNT)
            + right(percent(continued == null ? 0 : continued, continuers), COUNT));
  }

  /** What was met, as the rows of funnels name it. */
  static String words(Met met) {
    return switch (met.kind()) {
      case ERROR -> "error " + met.errorType() + " in " + met.service();
      case SLOW -> "slow " + met.service();
      case NEITHER -> "neither error nor slow answer";
    };
  }

  private static String moment(long millis) {
    return TimeText.moment(1_000 * millis);
  }

  private static String length(long micros) {
    return micros < 1_000_000 ? micros / 1_000 + "ms" : TimeText.length(micros / 1_000);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
