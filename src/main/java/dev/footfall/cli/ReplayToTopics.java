package dev.footfall.cli;

import dev.footfall.config.Settings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import dev.footfall.sink.ReplayTopics;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.errors.ApiException;

/**
 * Topics, and where one is configured a lake, that belong to one replay and share nothing with the
 * live job's.
 *
 * @param live what the live job is configured with
 * @param replay the same for the replay
 * @param append whether what is there already may be added to
 */
record ReplayToTopics(
    Settings live, Settings replay, boolean append, FlinkOptions flinkOptions, PrintWriter err)
    implements ReplayTarget {

  @Override
  public void prepare(int sourcePartitions) {
    refuseWhatIsThere();
    try (ReplayTopics topics = topics()) {
      topics.create(sourcePartitions);
    } catch (ApiException e) {
      throw new CommandFailed(
          ExitCode.CHECK_FAILED,
          "sink: the broker makes no topics for the replay: "
              + e.getMessage()
              + "; have these made: "
              + String.join(", ", names()),
          e);
    }
    CheckBeforeRun.output(replay, err);
  }

  /** Refuses topics and a lake with something in it, and a replay of this id that is running. */
  @Override
  public void refuseWhatIsThere() {
    try (ReplayTopics topics = topics()) {
      List<String> open = topics.openTransactions();
      if (!open.isEmpty()) {
        throw refused("a job writes these topics now, in transaction " + open.get(0));
      }
      List<String> filled = topics.filled();
      if (!append && !filled.isEmpty()) {
        String more = filled.size() == 1 ? " holds" : " and " + (filled.size() - 1) + " more hold";
        throw refused(filled.get(0) + more + " results already");
      }
    }
    LakeSettings lake = replay.sink().lake();
    if (lake != null && !append && isFilled(lake.path())) {
      throw refused(lake.path() + " holds files already");
    }
  }

  private static CommandFailed refused(String what) {
    return new CommandFailed(
        ExitCode.CHECK_FAILED,
        what + "; give another --replay-id, or --append to add to what is there",
        null);
  }

  private static boolean isFilled(String folder) {
    Path path = new Path(folder);
    try {
      FileStatus[] files = path.getFileSystem().listStatus(path);
      return files != null && files.length > 0;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.UNREACHABLE, "sink.lake.path: " + folder + ": " + e.getMessage(), e);
    }
  }

  private ReplayTopics topics() {
    return new ReplayTopics(live.kafka(), live.sink(), replay.sink());
  }

  private List<String> names() {
    return Stream.of(Output.values()).map(replay.sink()::topic).distinct().toList();
  }

  @Override
  public Outputs outputs(Settings settings) {
    return Outputs.toKafka(settings);
  }

  @Override
  public StreamExecutionEnvironment flink() {
    return flinkOptions.environment(LocalFlink.boundedAndCheckpointed(), new Configuration());
  }

  @Override
  public void finish() {}

  @Override
  public String written(JobExecutionResult result) {
    return ReplayCounts.written(result);
  }

  @Override
  public String toString() {
    LakeSettings lake = replay.sink().lake();
    return replay.sink().topicPrefix() + ".*" + (lake == null ? "" : " and " + lake.path());
  }
}
