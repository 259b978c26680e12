package dev.footfall.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What stands below each command's help: two examples, and what people do next. */
public final class HelpFooter {
  private static final Map<String, List<String>> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              "demo",
              List.of(
                  "demo", "demo --duration 60s", "Next: footfall capture, on a topic of yours")),
          Map.entry(
              "run",
              List.of(
                  "run --config footfall.yaml --dry-run",
                  "run --config footfall.yaml --set source.start=latest",
                  "Next: footfall explain, for a trace that became the wrong event")),
          Map.entry(
              "replay",
              List.of(
                  "replay --input capture.jsonl.gz --output out",
                  "replay --config footfall.yaml --from 2026-11-24T10:00:00Z --by-duration 1h"
                      + " --output out",
                  "replay --config footfall.yaml --input capture.jsonl.gz --shadow other.yaml",
                  "replay --config footfall.yaml --input capture.jsonl.gz --funnel new.yaml",
                  "Next: read out/events.jsonl with DuckDB, docs/getting-started.md shows how")),
          Map.entry(
              "sessions",
              List.of(
                  "sessions --input capture.jsonl.gz --gap 30s,1m,5m,30m",
                  "sessions --config footfall.yaml --from 2026-11-24T00:00:00Z --by-duration 24h"
                      + " --gap 10m,30m,1h --report gaps.html",
                  "Next: set sessions.gap in footfall.yaml, docs/session-analysis.md says how")),
          Map.entry(
              "validate",
              List.of(
                  "validate --config footfall.yaml",
                  "validate --config footfall.yaml --input capture.jsonl.gz",
                  "Next: footfall explain --trace, for one of the traces that it shows")),
          Map.entry(
              "explain",
              List.of(
                  "explain --input capture.jsonl.gz --trace 8df94563",
                  "explain --config footfall.yaml --input capture.jsonl.gz --trace 8df94563 --all",
                  "Next: change the rule, then footfall validate --input")),
          Map.entry(
              "capture",
              List.of(
                  "capture --config footfall.yaml --output capture.jsonl.gz",
                  "capture --config footfall.yaml --limit 5000 --duration 5m --output new.jsonl.gz",
                  "Next: footfall validate --input capture.jsonl.gz")),
          Map.entry(
              "check",
              List.of(
                  "check --config footfall.yaml",
                  "check --config footfall.yaml --set kafka.brokers=broker:9092",
                  "Next: footfall run --config footfall.yaml")),
          Map.entry(
              "completion",
              List.of(
                  "completion bash > ~/.local/share/bash-completion/completions/footfall",
                  "completion zsh > ~/.footfall-completion",
                  "Next: open a new shell; in zsh, source the file in ~/.zshrc")));

  /** What a command cannot end with; of those that are not here, all can come. */
  private static final Map<String, Set<ExitCode>> NEVER =
      Map.of(
          "demo", Set.of(ExitCode.INVALID_CONFIG, ExitCode.UNREACHABLE),
          "validate", Set.of(ExitCode.CHECK_FAILED),
          "check", Set.of(ExitCode.FAILED),
          "completion",
              Set.of(
                  ExitCode.FAILED,
                  ExitCode.INVALID_CONFIG,
                  ExitCode.UNREACHABLE,
                  ExitCode.CHECK_FAILED,
                  ExitCode.INTERRUPTED));

  private static final List<String> ENVIRONMENT =
      List.of(
          "",
          "Any option can be given as an environment variable, too: FOOTFALL_CONFIG for --config.",
          "NO_COLOR=1 turns colours off.");

  private HelpFooter() {}

  /** Gives each command its footer, and those of the exit codes that it can end with. */
  public static void addTo(CommandLine root) {
    root.setUsageHelpWidth(Page.WIDTH);
    root.getSubcommands()
        .forEach(
            (name, command) ->
                command
                    .getCommandSpec()
                    .usageMessage()
                    .footerHeading("%nExamples:%n")
                    .footer(footer(EXAMPLES.getOrDefault(name, List.of())))
                    .exitCodeListHeading("%nExit codes:%n")
                    .exitCodeList(ExitCode.meanings(NEVER.getOrDefault(name, Set.of()))));
  }

  private static String[] footer(List<String> examples) {
    Stream<String> lines =
        examples.stream().map(line -> line.startsWith("Next: ") ? line : "  footfall " + line);
    return Stream.concat(lines, ENVIRONMENT.stream()).toArray(String[]::new);
  }
}
