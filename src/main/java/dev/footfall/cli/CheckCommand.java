package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.sink.Preflight.Finding;
import dev.footfall.sink.Preflight.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries all that a job will need, and lists what holds and what does not. */
@Command(
    name = "check",
    description = {
      "Try all that the job will need, and list what holds: brokers, topics and rights on them,",
      "times, transactions, key ring, catalog, lake. Reads and consumes nothing."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = options.read(true);
    List<Finding> findings = CheckAll.of(settings);
    Page page = new Page(spec.commandLine().getColorScheme().ansi());
    for (Finding finding : findings) {
      page.wrapped(word(finding.severity(), page), 6, finding.message());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(page);
    out.flush();
    return code(findings).number();
  }

  private static String word(Severity severity, Page page) {
    return switch (severity) {
      case OK -> page.good("ok");
      case WARNING -> page.notice("warn");
      case FAILED, UNREACHABLE -> page.bad("FAIL");
    };
  }

  /** What is not there comes first: it may be why something else did not hold. */
  private static ExitCode code(List<Finding> findings) {
    if (findings.stream().anyMatch(found -> found.severity() == Severity.UNREACHABLE)) {
      return ExitCode.UNREACHABLE;
    }
    boolean failed = findings.stream().anyMatch(found -> found.severity() == Severity.FAILED);
    return failed ? ExitCode.CHECK_FAILED : ExitCode.DONE;
  }
}
