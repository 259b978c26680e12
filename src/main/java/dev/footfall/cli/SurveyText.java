package dev.footfall.cli;

import dev.footfall.explain.Survey;
import dev.footfall.explain.Survey.Example;
import dev.footfall.explain.Survey.RuleUse;
import dev.footfall.explain.Survey.Unnamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Help.Ansi;

/** A survey as text: what each rule matched, what was dropped, and what nothing named. */
final class SurveyText {
  private static final int MAX_PATTERNS = 20;
  private static final int NAME = 44;
  private static final int COUNT = 9;
  private static final int INDENT = 4;

  private final Page page;
  private final Survey survey;
  private final Set<String> ownRules;

  /**
   * @param ownRules ids of the user's rules; of others those are not shown that matched nothing
   */
  SurveyText(Ansi ansi, Survey survey, Set<String> ownRules) {
    page = new Page(ansi);
    this.survey = survey;
    this.ownRules = ownRules;
  }

  String text() {
    if (!survey.rules().isEmpty()) {
      rules();
    }
    if (!survey.dropped().isEmpty()) {
      heading("dropped before any rule");
      new TreeMap<>(survey.dropped()).forEach((reason, count) -> row(reason, count, ""));
    }
    unnamed();
    return page.toString();
  }

  private void rules() {
    heading("rule");
    List<String> idle = new ArrayList<>();
    long idleDefaults = 0;
    for (RuleUse use : survey.rules()) {
      if (use.requests() > 0) {
        rule(use);
      } else if (ownRules.contains(use.rule())) {
        idle.add(use.rule());
      } else {
        idleDefaults++;
      }
    }
    if (!idle.isEmpty()) {
      page.blank()
          .wrapped(
              page.notice("matched nothing:"),
              17,
              String.join(", ", idle) + "; explain shows for a trace which test did not hold");
    }
    if (idleDefaults > 0) {
      page.blank().line(page.faint(idleDefaults + " of the default rules matched nothing"));
    }
  }

  private void rule(RuleUse use) {
    row(page.bold(use.rule()), use.requests(), use.event() == null ? "dropped" : use.event());
    use.examples().forEach(this::example);
    use.params()
        .forEach(
            (name, given) -> {
              long dropped = use.dropped().getOrDefault(name, 0L);
              if (given < use.requests()) {
                String words = "parameter %s: in %d of %d".formatted(name, given, use.requests());
                detail(words + (dropped == 0 ? "" : ", " + page.notice(dropped + " did not fit")));
              }
            });
  }

  private void unnamed() {
    if (survey.unnamed().isEmpty()) {
      return;
    }
    heading("no rule names");
    survey.unnamed().stream().limit(MAX_PATTERNS).forEach(this::unnamed);
    long more = survey.unnamed().stream().skip(MAX_PATTERNS).mapToLong(Unnamed::requests).sum();
    if (more > 0) {
      int patterns = survey.unnamed().size() - MAX_PATTERNS;
      page.line(page.faint(patterns + " more patterns, with " + more + " requests"));
    }
  }

  private void unnamed(Unnamed group) {
    row(orNone(group.method()) + " " + orNone(group.pattern()), group.requests(), group.as());
    example(group.examples().get(0));
  }

  private void heading(String words) {
    page.blank()
        .line(page.bold(Page.cell(words.toUpperCase(java.util.Locale.ROOT), NAME) + " requests"));
  }

  private void row(String name, long count, String what) {
    int fill = Math.max(0, NAME - Page.columns(name));
    if (fill == 0) {
      page.line(name);
    }
    String lead = fill == 0 ? " ".repeat(NAME) : name + " ".repeat(fill);
    String number = String.valueOf(count);
    page.line(lead + " ".repeat(Math.max(1, COUNT - number.length())) + number + "  " + what);
  }

  private void example(Example example) {
    String request =
        "%s %s -> %d".formatted(orNone(example.method()), orNone(example.path()), example.status());
    int room = Page.WIDTH - INDENT - 41;
    detail(page.faint(Page.cell(request, room) + " trace " + example.traceId()));
  }

  private void detail(String words) {
    page.line(" ".repeat(INDENT) + words);
  }

  private static String orNone(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "(none)" : text;
  }
}
