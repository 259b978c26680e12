package dev.footfall.cli;

import dev.footfall.config.InvalidSettings;
import dev.footfall.config.Settings;
import dev.footfall.explain.Survey;
import dev.footfall.explain.SurveyRules;
import dev.footfall.rule.Rule;
import dev.footfall.trace.AssembleRecords;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a configuration; with a capture, says what its rules make of it and suggests others. */
@Command(
    name = "validate",
    description =
        "Check the configuration, all its errors at once; with a capture, what its rules match.")
final class ValidateCommand implements Callable<Integer> {
  private static final byte[] SEEN = {};

  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--input",
      paramLabel = "CAPTURE",
      description = {
        "Captured records: what every rule matches, what none does, and rules for that.",
        "Without --config there are no rules, only suggestions."
      })
  private @Nullable Path input;

  @Option(
      names = "--suggest",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many rules to suggest (default: ${DEFAULT-VALUE}).")
  private int suggest;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (input == null) {
      out.print(valid(options.read(true)));
    } else {
      survey(input, out);
    }
    out.flush();
    return ExitCode.DONE.number();
  }

  private String valid(Settings settings) {
    return "%s is valid: %d rules, version %s%n"
        .formatted(
            options.config, settings.events().rules().size(), settings.events().configVersion());
  }

  private void survey(Path capture, PrintWriter out) throws IOException {
    if (options.config == null) {
      options.overrides.add(0, "events.default_rules=none");
    }
    try (Capture opened = Capture.of(capture, options, spec.commandLine().getErr())) {
      if (options.config != null) {
        out.print(valid(opened.settings()));
      }
      SurveyRules rules = new SurveyRules(opened.settings().events());
      List<Trace> traces = new ArrayList<>();
      AssembleRecords read = lastIssues(opened, traces);
      traces.forEach(rules::add);
      Survey survey = rules.survey();
      out.printf(
          "%s: %d records, %d traces, %d requests%n",
          capture, read.records(), traces.size(), survey.requests());
      read.refused().forEach((reason, count) -> out.printf("not read: %d for %s%n", count, reason));
      out.print(
          new SurveyText(spec.commandLine().getColorScheme().ansi(), survey, ownRules()).text());
      String suggested = SuggestRules.of(survey.unnamed(), suggest);
      if (!suggested.isEmpty()) {
        out.printf("%nSuggested rules; name their events for what the pages are for:%n%n");
        out.print(suggested);
      }
    }
  }

  /** Keeps of each trace its last issue, which is what its events come to. */
  private static AssembleRecords lastIssues(Capture capture, List<Trace> traces)
      throws IOException {
    Map<TraceId, Integer> places = new LinkedHashMap<>();
    return capture.assemble(
        id -> true,
        false,
        (trace, memory, tally) -> {
          Integer place = memory == null ? null : places.get(trace.id());
          if (place != null) {
            traces.set(place, trace);
          } else {
            places.put(trace.id(), traces.size());
            traces.add(trace);
          }
          return SEEN;
        });
  }

  /** The rules of the configuration itself. */
  private Set<String> ownRules() {
    if (options.config == null) {
      return Set.of();
    }
    ConfigOptions own = new ConfigOptions();
    own.config = options.config;
    own.overrides.addAll(options.overrides);
    own.overrides.add("events.default_rules=none");
    try {
      return own.read(false).events().rules().stream().map(Rule::id).collect(Collectors.toSet());
    } catch (InvalidSettings e) {
      return Set.of(); // something else needs the default rules
    }
  }
}
