package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.FootfallJob;
import dev.footfall.job.JobSettings;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Help.Ansi;

/** What a replay tries out: lays out the graph that finds the answer, and words it at the end. */
interface Trial {
  /** What the job is run with. */
  Settings current();

  /** All that it is run with: the current configuration, and another beside it. */
  default List<Settings> settings() {
    return List.of(current());
  }

  /** The same under a replay's id, where its results go to topics. */
  Trial ofReplay(String id);

  /** A folder that its results go to. */
  default ReplayTarget target(Path output, ReplayFolder.Format format) {
    return new ReplayFolder(output, format);
  }

  /**
   * Lays out the graph.
   *
   * @param records bounded
   * @param job what the graph is built from, of settings
   */
  void define(
      StreamExecutionEnvironment flink,
      Source<RawRecord, ?, ?> records,
      ReplayTarget target,
      Function<Settings, JobSettings> job);

  /** The answer, for standard output; empty where nothing was asked. */
  String answer(JobExecutionResult result, Ansi ansi) throws IOException;

  /** Nothing is tried. */
  record None(Settings current) implements Trial {
    @Override
    public Trial ofReplay(String id) {
      return new None(current.ofReplay(id));
    }

    @Override
    public void define(
        StreamExecutionEnvironment flink,
        Source<RawRecord, ?, ?> records,
        ReplayTarget target,
        Function<Settings, JobSettings> job) {
      FootfallJob.define(flink, records, target.outputs(current), job.apply(current));
    }

    @Override
    public String answer(JobExecutionResult result, Ansi ansi) {
      return "";
    }
  }
}
