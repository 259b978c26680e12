package dev.footfall.cli;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.IssuedEvent;
import dev.footfall.event.Request;
import dev.footfall.explain.Explanation.Named;
import dev.footfall.explain.Explanation.NamedRequest;
import dev.footfall.explain.Explanation.OtherRule;
import dev.footfall.explain.Explanation.Parameter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** An explained trace as text: the tree, then each request with what decided over it. */
final class ExplainText {
  private static final int INDENT = 14;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Page page;
  private final boolean allRules;

  ExplainText(Ansi ansi, boolean allRules) {
    page = new Page(ansi);
    this.allRules = allRules;
  }

  String of(ExplainedIssues issues) {
    ExplainedIssues.Issue last = issues.last();
    new TraceTree(page).add(last);
    issued(issues);
    for (NamedRequest request : last.explanation().requests()) {
      add(request, issues);
    }
    if (last.explanation().requests().isEmpty()) {
      page.blank().line("No span of it is a visitor's request: no SERVER span at its top.");
    }
    for (AnalyticsEvent event : issues.takenBack()) {
      page.blank()
          .wrapped(
              page.notice("taken back"),
              INDENT,
              "%s by rule %s, with revision %d: a later span changed what the request is"
                  .formatted(event.eventName(), event.rule(), event.revision()));
    }
    return page.toString();
  }

  private void issued(ExplainedIssues issues) {
    if (issues.issues().size() > 1 || issues.last().trace().truncated()) {
      page.blank();
    }
    if (issues.issues().size() > 1) {
      for (ExplainedIssues.Issue issue : issues.issues()) {
        long fresh = issue.trace().spans().stream().filter(span -> span.isNew()).count();
        page.line(
            "issued at %s with %d spans%s"
                .formatted(
                    time(issue.trace().issuedAtMillis() * 1_000),
                    issue.trace().spans().size(),
                    issue.begins() ? "" : ", " + fresh + " of them late"));
      }
    }
    if (issues.last().trace().truncated()) {
      page.line(page.notice("truncated: it passed a cap of `assembly`, and spans were left out"));
    }
  }

  private void add(NamedRequest named, ExplainedIssues issues) {
    Request request = named.request();
    page.blank().line(page.bold(title(request)));
    if (named.dropped() != null) {
      field("dropped", page.notice(named.dropped()));
    }
    AnalyticsEvent any = null;
    for (Named name : named.names()) {
      IssuedEvent issued = issues.event(request.spanId(), name.rule());
      any = issued == null ? any : issued.event();
      add(name, issued);
    }
    if (any != null) {
      field("visitor", visitor(any.client()));
    }
    others(named.others());
  }

  private static String title(Request request) {
    String query = request.query() == null ? "" : "?" + request.query();
    return "%s %s%s -> %s, %s, %s, span %s"
        .formatted(
            orNone(request.method()),
            orNone(request.path()),
            query,
            request.status() == 0 ? "no status" : request.status(),
            request.service(),
            TraceTree.duration(request.durationMicros() * 1_000),
            request.spanId());
  }

  private void add(Named name, @Nullable IssuedEvent issued) {
    field(
        "event",
        page.good(name.event())
            + (name.isFallBack() ? ", since no rule names it: " : " by rule " + name.rule() + ": ")
            + name.because());
    if (issued != null) {
      AnalyticsEvent event = issued.event();
      List<String> traits = new ArrayList<>();
      traits.add(time(event.eventTimeMicros()) + (event.timeCorrected() ? " (corrected)" : ""));
      traits.add("revision " + event.revision());
      traits.add(event.interaction() ? "interaction" : "no interaction");
      if (event.pageView()) {
        traits.add("page view");
      }
      if (event.conversion() != Conversion.NONE) {
        traits.add("conversion " + event.conversion().name().toLowerCase(Locale.ROOT));
      }
      field("", String.join(", ", traits));
      field("", "id " + event.eventId());
    }
    String label = "parameters";
    for (Parameter parameter : name.parameters()) {
      field(label, parameter.name() + " " + words(parameter));
      label = "";
    }
  }

  private String words(Parameter parameter) {
    return parameter.value() != null
        ? "= " + page.good(parameter.value()) + page.faint("  from ") + parameter.source()
        : page.faint("- " + parameter.source() + " " + parameter.missing());
  }

  private static String visitor(@Nullable ClientFacts client) {
    if (client == null) {
      return "none: the request says nothing of its client";
    }
    List<String> words = new ArrayList<>();
    String method = client.idMethod().name().toLowerCase(Locale.ROOT);
    words.add(client.visitorId() == null ? "none" : client.visitorId() + " by " + method);
    if (!client.consented()) {
      words.add("no consent");
    }
    words.add(client.deviceClass().name().toLowerCase(Locale.ROOT) + " device");
    if (client.referrerHost() != null) {
      words.add("from " + client.referrerHost());
    }
    if (client.campaign() != null) {
      words.add("campaign " + client.campaign().name());
    }
    if (client.trafficHint() != null) {
      words.add("may be no human: " + client.trafficHint());
    }
    return String.join(", ", words);
  }

  private void others(List<OtherRule> others) {
    String label = "not";
    int hidden = 0;
    for (OtherRule other : others) {
      if (allRules || other.near()) {
        field(label, other.rule() + " (" + other.event() + "): " + other.because());
        label = "";
      } else {
        hidden++;
      }
    }
    if (hidden > 0) {
      field(
          label,
          page.faint(
              hidden
                  + (label.isEmpty() ? " more" : "")
                  + (hidden == 1 ? " rule; --all shows it" : " rules; --all shows them")));
    }
  }

  private void field(String label, String words) {
    page.wrapped("  " + page.faint(label), INDENT, words);
  }

  private static String time(long epochMicros) {
    return TIME.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
  }

  private static String orNone(@Nullable String text) {
    return text == null ? "(none)" : text;
  }
}
