package dev.footfall.cli;

import java.lang.StackWalker.StackFrame;
import org.apache.flink.client.program.ProgramParametrizationException;
import picocli.CommandLine;

/**
 * Ends the program with its exit code, whoever started it. A process of our own exits. So does
 * Flink's command line ({@code flink run}) after a failure: it would else end with 1, and print a
 * stack trace for most of what main can throw. Anywhere else (a JobManager in application mode, the
 * REST interface) an exit would take the cluster's process along, so the failure is thrown, in
 * words.
 *
 * @see <a
 *     href="https://github.com/apache/flink/blob/release-2.2.0/flink-clients/src/main/java/org/apache/flink/client/cli/CliFrontend.java">what
 *     CliFrontend.parseAndRun does with exceptions</a>
 */
public final class ProgramEnd {
  private static final String FLINK_COMMAND_LINE = "org.apache.flink.client.cli.CliFrontend";

  private ProgramEnd() {}

  /** Runs the command line to its end; returns only where the process is not ours to end. */
  public static void run(CommandLine commandLine, String[] args) {
    int code = commandLine.execute(args);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    String starter = starter();
    boolean isOurs = starter.startsWith("dev.footfall.");
    if (isOurs || (code != 0 && starter.equals(FLINK_COMMAND_LINE))) {
      System.exit(code);
    }
    if (code != 0) {
      throw new ProgramParametrizationException(
          "Footfall ended with exit code " + code + ": " + Failures.of(commandLine).last());
    }
  }

  /** The class whose main began this thread. */
  private static String starter() {
    return StackWalker.getInstance()
        .walk(frames -> frames.reduce((inner, outer) -> outer))
        .map(StackFrame::getClassName)
        .orElse("");
  }
}
