package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.Outputs;
import java.io.IOException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A folder for each of two configurations that are run in one pass.
 *
 * @param other the settings whose results go to the second
 */
record ShadowFolders(ReplayFolder current, ReplayFolder shadow, Settings other)
    implements ReplayTarget {
  @Override
  public void refuseWhatIsThere() {
    current.refuseWhatIsThere();
    shadow.refuseWhatIsThere();
  }

  @Override
  public void prepare(int sourcePartitions) {
    current.prepare(sourcePartitions);
    shadow.prepare(sourcePartitions);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // two configurations may say the same
  public Outputs outputs(Settings settings) {
    return (settings == other ? shadow : current).outputs(settings);
  }

  @Override
  public StreamExecutionEnvironment flink() {
    return current.flink();
  }

  @Override
  public void finish() throws IOException {
    current.finish();
    shadow.finish();
  }

  @Override
  public String written(JobExecutionResult result) throws IOException {
    return current.written(result) + "; " + shadow.written(result);
  }

  @Override
  public String toString() {
    return current + " and " + shadow;
  }
}
