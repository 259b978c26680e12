package dev.footfall.local;

import dev.footfall.cli.Footfall;
import dev.footfall.cli.ProgramEnd;
import picocli.CommandLine;

/** The command line of a checkout: the cluster's, and what only runs here. */
public final class LocalFootfall {
  private LocalFootfall() {}

  public static void main(String[] args) {
    ProgramEnd.run(commandLine(), args);
  }

  /** The command line with the demo. */
  static CommandLine commandLine() {
    return Footfall.commandLine().addSubcommand(new DemoCommand());
  }
}
