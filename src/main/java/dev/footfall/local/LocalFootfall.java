package dev.footfall.local;

import dev.footfall.cli.ExitCode;
import dev.footfall.cli.Footfall;
import dev.footfall.cli.HelpFooter;
import dev.footfall.cli.ProgramEnd;
import dev.footfall.local.compare.CompareCommand;
import picocli.CommandLine;

/** The command line of a checkout: the cluster's, and what only runs here. */
public final class LocalFootfall {
  private LocalFootfall() {}

  public static void main(String[] args) {
    try {
      FlinkPlugins.load(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(ExitCode.INVALID_CONFIG.number());
    }
    ProgramEnd.run(commandLine(), args);
  }

  /** The command line with what is not in the cluster jar. */
  static CommandLine commandLine() {
    CommandLine commandLine = Footfall.commandLine();
    commandLine.addSubcommand(new DemoCommand());
    commandLine.addSubcommand(new CompareCommand());
    HelpFooter.addTo(commandLine);
    // Setting it hands it on to the commands there are, so the new ones have yet to get it.
    return commandLine.setDefaultValueProvider(commandLine.getDefaultValueProvider());
  }
}
