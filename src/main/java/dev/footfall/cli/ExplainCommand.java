package dev.footfall.cli;

import dev.footfall.trace.AssembleRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a trace of a capture, and why it became these events or none. */
@Command(name = "explain", description = "Say why a captured trace became these events, or none.")
final class ExplainCommand implements Callable<Integer> {
  private static final int MOST_IDS = 5;

  /** How the answer is written. */
  private enum Form {
    TEXT,
    JSON
  }

  @Mixin private final ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "CAPTURE",
      description = "Captured records: JSON lines, compressed by gzip or not.")
  private Path input = Path.of("");

  @Option(
      names = "--trace",
      required = true,
      paramLabel = "ID",
      description = "The trace's id, or how it begins (4 hexadecimal digits or more).")
  private String trace = "";

  @Option(names = "--all", description = "Show every rule that did not match, not only near ones.")
  private boolean all;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "${COMPLETION-CANDIDATES} (default: text).")
  private Form output = Form.TEXT;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    TraceQuery query = TraceQuery.of(trace);
    try (Capture capture = Capture.withRules(input, options, err)) {
      ExplainedIssues issues = new ExplainedIssues(capture.settings().events());
      AssembleRecords read = capture.assemble(query, true, issues);
      refuseUnlessOne(query, read);
      String answer =
          output == Form.JSON
              ? ExplainJson.of(issues)
              : new ExplainText(spec.commandLine().getColorScheme().ansi(), all).of(issues);
      spec.commandLine().getOut().print(answer);
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE.number();
  }

  private void refuseUnlessOne(TraceQuery query, AssembleRecords read) {
    if (query.found().size() > 1) {
      String ids = query.found().stream().limit(MOST_IDS).collect(Collectors.joining("\n  "));
      throw new CommandFailed(
          ExitCode.USAGE,
          "%d traces begin with %s; give more digits:%n  %s"
              .formatted(query.found().size(), query, ids),
          null);
    }
    if (query.found().isEmpty()) {
      String refused =
          read.refused().isEmpty() ? "" : "; not all of it could be read: " + read.refused();
      throw new CommandFailed(
          ExitCode.FAILED,
          "trace %s is not in %s, which holds %d records%s"
              .formatted(query, input, read.records(), refused),
          null);
    }
  }
}
