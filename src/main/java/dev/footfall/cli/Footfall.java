package dev.footfall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "footfall",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    description = "Web analytics from the OpenTelemetry traces you already have.",
    footer = {
      "",
      "Any option can be given as an environment variable, too: FOOTFALL_CONFIG for --config."
    },
    exitCodeListHeading = "%nExit codes:%n",
    subcommands = {
      RunCommand.class,
      ReplayCommand.class,
      SessionsCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      CaptureCommand.class,
      CheckCommand.class,
      CompletionCommand.class
    })
public final class Footfall implements Runnable {
  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error came from.")
  boolean stacktrace;

  @Spec private CommandSpec spec;

  private Footfall() {}

  public static void main(String[] args) {
    ProgramEnd.run(commandLine(), args);
  }

  /** The command line as the cluster has it; to it, local runs add the demo. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Footfall());
    Failures failures = new Failures();
    commandLine.setParameterExceptionHandler(failures);
    commandLine.setExecutionExceptionHandler(failures);
    commandLine.setDefaultValueProvider(new EnvironmentDefaults(System::getenv));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true));
    commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true));
    commandLine.setColorScheme(
        Help.defaultColorScheme(Terminal.takesColours() ? Ansi.ON : Ansi.OFF));
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings(Set.of()));
    HelpFooter.addTo(commandLine);
    return commandLine;
  }

  static Footfall of(CommandLine command) {
    return (Footfall) command.getCommandSpec().root().userObject();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
