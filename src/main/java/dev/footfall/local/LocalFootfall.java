package dev.footfall.local;

import dev.footfall.cli.Footfall;
import dev.footfall.cli.ProgramEnd;
import picocli.CommandLine;

/** The command line of a checkout: the cluster's, and what only runs here. */
public final class LocalFootfall {
  private LocalFootfall() {}

  public static void main(String[] args) {
    CommandLine commandLine = Footfall.commandLine();
    commandLine.addSubcommand(new DemoCommand());
    ProgramEnd.run(commandLine, args);
  }
}
