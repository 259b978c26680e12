package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import java.io.IOException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a replay's results go, and so which Flink runs it. In words: a folder, topics. */
interface ReplayTarget {
  /**
   * Looks whether it is free.
   *
   * @throws CommandFailed where it holds results already
   */
  void refuseWhatIsThere();

  /**
   * Takes what is to be written.
   *
   * @param sourcePartitions of the topics that are read
   * @throws CommandFailed where it is another's, or cannot be written
   */
  void prepare(int sourcePartitions);

  Outputs outputs(Settings settings);

  StreamExecutionEnvironment flink();

  /** Makes the results of a run that has succeeded visible. */
  void finish() throws IOException;

  /** How many rows of each output; empty where nothing is written. */
  String written(JobExecutionResult result) throws IOException;

  /** Nothing is written: the answer is all. */
  record Nothing(FlinkOptions options) implements ReplayTarget {
    @Override
    public void refuseWhatIsThere() {}

    @Override
    public void prepare(int sourcePartitions) {}

    @Override
    public Outputs outputs(Settings settings) {
      return Outputs.toNothing();
    }

    @Override
    public StreamExecutionEnvironment flink() {
      return options.environment(LocalFlink.wholeOrNothing(), LocalFlink.endedByFailure());
    }

    @Override
    public void finish() {}

    @Override
    public String written(JobExecutionResult result) {
      return "";
    }

    @Override
    public String toString() {
      return "";
    }
  }
}
