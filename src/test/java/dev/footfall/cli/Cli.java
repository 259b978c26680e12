package dev.footfall.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** One call of the command line inside the test's process. */
record Cli(int code, String out, String err) {

  static Cli run(String... args) {
    return run(Ansi.OFF, args);
  }

  /**
   * @param ansi whether it talks to a terminal with colours
   */
  static Cli run(Ansi ansi, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Footfall.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    commandLine.setColorScheme(Help.defaultColorScheme(ansi));
    return new Cli(commandLine.execute(args), out.toString(), err.toString());
  }
}
