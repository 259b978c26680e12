package dev.footfall.cli;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.job.JobSettings;
import dev.footfall.job.TrialJob;
import dev.footfall.job.TrialJob.Side;
import dev.footfall.source.RawRecord;
import dev.footfall.trial.CollectSides;
import dev.footfall.trial.Differences;
import dev.footfall.trial.FunnelTotals;
import dev.footfall.trial.SpanTotals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Help.Ansi;

/**
 * Runs another configuration beside the current one, and says what it would change.
 *
 * @param names of the two, for the answer
 */
record ShadowTrial(Settings current, Settings shadow, Names names, int maxExamples, boolean json)
    implements Trial {

  /** What the configurations are called: their files. */
  record Names(String current, String shadow) {}

  /**
   * Reads the other configuration. Of a key ring it needs none: then it has the current one's.
   *
   * @param err is told what keeps the two from being compared
   * @throws dev.footfall.config.InvalidSettings with all that is wrong with it
   */
  static Settings read(String file, List<String> overrides, Settings current, PrintWriter err) {
    Settings shadow =
        ReadSettings.of(
            file,
            ConfigOptions.text(file),
            ConfigOptions.folder(file),
            overrides,
            false,
            warning -> err.println("warning: " + warning));
    String ring = current.privacy().keyRing();
    if (shadow.privacy().keyRing().isEmpty()) {
      shadow = shadow.withKeyRing(ring);
    } else {
      CheckBeforeRun.keys(shadow.privacy(), err);
    }
    boolean sameKeys =
        Path.of(ring).toAbsolutePath().equals(Path.of(shadow.privacy().keyRing()).toAbsolutePath());
    if (!sameKeys || !shadow.privacy().tenant().equals(current.privacy().tenant())) {
      err.println(
          "warning: under another key ring or tenant visitors have other ids, so that every"
              + " session is another");
    }
    return shadow;
  }

  @Override
  public List<Settings> settings() {
    return List.of(current, shadow);
  }

  @Override
  public Trial ofReplay(String id) {
    return this; // its results go to folders only
  }

  @Override
  public ReplayTarget target(Path output, ReplayFolder.Format format) {
    return new ShadowFolders(
        new ReplayFolder(output.resolve("current"), format),
        new ReplayFolder(output.resolve("shadow"), format),
        shadow);
  }

  @Override
  public void define(
      StreamExecutionEnvironment flink,
      Source<RawRecord, ?, ?> records,
      ReplayTarget target,
      Function<Settings, JobSettings> job) {
    TrialJob.shadow(
        flink,
        records,
        new Side(job.apply(current), target.outputs(current)),
        new Side(job.apply(shadow), target.outputs(shadow)),
        maxExamples);
  }

  @Override
  public String answer(JobExecutionResult result, Ansi ansi) throws IOException {
    List<Differences> differences = result.getAccumulatorResult(CollectSides.RESULT);
    ShadowAnswer answer =
        new ShadowAnswer(
            Differences.merged(differences),
            side(result, current, names.current, ""),
            side(result, shadow, names.shadow, TrialJob.SHADOW));
    return json ? ShadowReport.of(answer) : new ShadowText(ansi, answer).text();
  }

  private static ShadowAnswer.Side side(
      JobExecutionResult result, Settings settings, String name, String suffix) {
    List<byte[]> funnels = result.getAccumulatorResult(TrialJob.FUNNELS + suffix);
    List<SpanTotals> spans = result.getAccumulatorResult(TrialJob.SPANS + suffix);
    return new ShadowAnswer.Side(
        name,
        settings.events().configVersion(),
        settings.visitors().funnels(),
        FunnelTotals.merged(funnels),
        SpanTotals.merged(spans).counts());
  }
}
