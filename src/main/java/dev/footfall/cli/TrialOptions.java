package dev.footfall.cli;

import dev.footfall.cli.ShadowTrial.Names;
import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.funnel.Funnel;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a replay that tries something out. */
final class TrialOptions {
  private static final int MOST_EXAMPLES = 10_000;

  @Option(
      names = "--funnel",
      paramLabel = "FILE",
      description = {
        "Funnels to try: a file with the list funnels, as in the configuration.",
        "They are followed beside those of the configuration and replace those of the same id;"
            + " without --output they are the only ones. At the end they are shown on standard"
            + " output: how far visitors came, and what those had met who left."
      })
  private @Nullable String funnel;

  @Option(
      names = "--shadow",
      paramLabel = "FILE",
      description = {
        "Another configuration: what would it change? Both are run in one pass, and compared at the"
            + " end: events by rule, sessions, funnels and spans. --set applies to both.",
        "With --output the outputs of both are written, to DIR/current and DIR/shadow."
      })
  private @Nullable String shadow;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many examples are shown, of each difference or of what leavers met, at most"
              + " 10000."
              + " Default: ${DEFAULT-VALUE}.")
  private int examples;

  @Option(
      names = "--answer",
      paramLabel = "FORM",
      description = "How that is shown: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerForm answer = AnswerForm.table;

  /** Whether there is an answer on standard output, so that no output need be written. */
  boolean isAsked() {
    return funnel != null || shadow != null;
  }

  boolean isShadow() {
    return shadow != null;
  }

  /**
   * What is tried, and what the job is run with for it.
   *
   * @param options that the settings came from
   * @param isWritten whether the job's outputs are wanted as well
   * @param err is told what is no error, but hardly meant
   * @throws dev.footfall.config.InvalidSettings with all that is wrong with the file
   */
  Trial read(Settings settings, ConfigOptions options, boolean isWritten, PrintWriter err) {
    if (examples < 0 || examples > MOST_EXAMPLES) {
      throw new CommandFailed(
          ExitCode.USAGE, "--examples: " + examples + " is not 0 to " + MOST_EXAMPLES, null);
    }
    if (shadow != null) {
      if (funnel != null) {
        throw new CommandFailed(
            ExitCode.USAGE,
            "--shadow and --funnel: give the other configuration the funnels that it would have",
            null);
      }
      Settings other = ShadowTrial.read(shadow, options.overrides, settings, err);
      String current = options.config == null ? "(defaults)" : options.config;
      return new ShadowTrial(
          settings, other, new Names(current, shadow), examples, answer == AnswerForm.json);
    }
    if (funnel == null) {
      return new Trial.None(settings);
    }
    List<Funnel> funnels = ReadSettings.funnels(funnel, ConfigOptions.text(funnel), settings);
    return FunnelTrial.of(settings, funnels, isWritten, examples, answer == AnswerForm.json);
  }
}
