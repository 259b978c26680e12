package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.FootfallJob;
import dev.footfall.job.JobSettings;
import dev.footfall.job.Outputs;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Help.Ansi;

/** What a replay tries out: lays out the graph that finds the answer, and words it at the end. */
interface Trial {
  /** What the job is run with. */
  Settings settings();

  /** Lays out the graph. */
  void define(
      StreamExecutionEnvironment flink,
      Source<RawRecord, ?, ?> records,
      Outputs outputs,
      JobSettings job);

  /** The answer, for standard output; empty where nothing was asked. */
  String answer(JobExecutionResult result, Ansi ansi) throws IOException;

  /** Nothing is tried. */
  record None(Settings settings) implements Trial {
    @Override
    public void define(
        StreamExecutionEnvironment flink,
        Source<RawRecord, ?, ?> records,
        Outputs outputs,
        JobSettings job) {
      FootfallJob.define(flink, records, outputs, job);
    }

    @Override
    public String answer(JobExecutionResult result, Ansi ansi) {
      return "";
    }
  }
}
