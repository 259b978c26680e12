package dev.footfall.cli;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.funnel.Funnel;
import dev.footfall.funnel.Met;
import dev.footfall.job.JobSettings;
import dev.footfall.job.TrialJob;
import dev.footfall.source.RawRecord;
import dev.footfall.trial.FunnelTotals;
import dev.footfall.trial.LeaverTraces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Help.Ansi;

/**
 * Follows funnels that are in no configuration yet.
 *
 * @param current with all funnels that are followed
 * @param funnels those that are shown
 * @param maxExamples traces of each that leavers had met
 */
record FunnelTrial(Settings current, List<Funnel> funnels, int maxExamples, boolean json)
    implements Trial {

  /** The traces of those who left, so many of each that are shown. */
  record Traces(LeaverTraces all, int most) {
    List<String> of(Funnel funnel, int step, Met met) {
      return all.of(funnel.id(), step, met, most);
    }
  }

  /**
   * @param isWritten whether the outputs are wanted, which the configuration's funnels belong to
   */
  static FunnelTrial of(
      Settings settings, List<Funnel> funnels, boolean isWritten, int maxExamples, boolean json) {
    Set<String> tried = funnels.stream().map(Funnel::id).collect(Collectors.toSet());
    List<Funnel> followed = new ArrayList<>();
    if (isWritten) {
      settings.visitors().funnels().stream()
          .filter(configured -> !tried.contains(configured.id()))
          .forEach(followed::add);
    }
    followed.addAll(funnels);
    return new FunnelTrial(
        ReadSettings.withFunnels(settings, followed), funnels, maxExamples, json);
  }

  @Override
  public Trial ofReplay(String id) {
    return new FunnelTrial(current.ofReplay(id), funnels, maxExamples, json);
  }

  @Override
  public void define(
      StreamExecutionEnvironment flink,
      Source<RawRecord, ?, ?> records,
      ReplayTarget target,
      Function<Settings, JobSettings> job) {
    TrialJob.funnels(flink, records, target.outputs(current), job.apply(current));
  }

  @Override
  public String answer(JobExecutionResult result, Ansi ansi) throws IOException {
    List<byte[]> parts = result.getAccumulatorResult(TrialJob.FUNNELS);
    FunnelTotals totals = FunnelTotals.merged(parts);
    List<LeaverTraces> kept = result.getAccumulatorResult(TrialJob.TRACES);
    Traces traces = new Traces(LeaverTraces.merged(kept), maxExamples);
    if (json) {
      return FunnelReport.of(funnels, totals, traces);
    }
    Page page = new Page(ansi);
    for (Funnel funnel : funnels) {
      new FunnelText(page, traces).add(funnel, totals.of(funnel.id()));
      page.blank();
    }
    return page.toString();
  }
}
