package dev.footfall.cli;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.funnel.Funnel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a replay that tries something out. */
final class TrialOptions {
  /** How the answer is written. */
  private enum Form {
    table,
    json
  }

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
      names = "--report",
      paramLabel = "FORM",
      description = "How that is shown: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form report = Form.table;

  /** Whether there is an answer on standard output, so that no output need be written. */
  boolean isAsked() {
    return funnel != null;
  }

  /**
   * What is tried, and what the job is run with for it.
   *
   * @param isWritten whether the job's outputs are wanted as well
   * @throws dev.footfall.config.InvalidSettings with all that is wrong with the file
   */
  Trial read(Settings settings, boolean isWritten) {
    if (funnel == null) {
      return new Trial.None(settings);
    }
    List<Funnel> funnels = ReadSettings.funnels(funnel, ConfigOptions.text(funnel), settings);
    return FunnelTrial.of(settings, funnels, isWritten, report == Form.json);
  }
}
