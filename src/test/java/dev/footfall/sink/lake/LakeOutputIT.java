package dev.footfall.sink.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Rows;
import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake's files under checkpoints and a failure; a checkpoint here stands for a minute. */
class LakeOutputIT {
  private static final int ROWS = 6_000;
  private static final int PARALLELISM = 2;
  private static final int CHECKPOINT_MILLIS = 200;

  @TempDir Path folder;

  @Test
  void filesHoldEachRowOnceAfterAFailure() throws Exception {
    ToEvent.FAILED.set(false);

    run(new LakeSettings(folder.toUri() + "lake", 3));

    assertThat(ToEvent.FAILED).isTrue();
    try (DuckDb duckDb = new DuckDb()) {
      String counts = "SELECT count(*), count(DISTINCT event_id) FROM '%s/lake/*/*/*/*.parquet'";
      assertThat(duckDb.rows(counts.formatted(folder))).containsExactly(ROWS + "|" + ROWS);
    }
  }

  @Test
  void filesOfSeveralCheckpointsAndSubtasksBecomeOne() throws Exception {
    ToEvent.FAILED.set(true);

    run(new LakeSettings(folder.toUri() + "single", 1));
    run(new LakeSettings(folder.toUri() + "merged", 10));

    int single = files("single").size();
    assertThat(files("merged").size()).isBetween(1, single / 5);
    assertThat(files("merged")).allMatch(name -> name.endsWith(".parquet"));
    System.out.printf(
        "files: %d of one checkpoint each, %d of ten%n", single, files("merged").size());
  }

  private List<String> files(String lake) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(lake))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .peek(name -> assertThat(name).doesNotStartWith("."))
          .toList();
    }
  }

  private static void run(LakeSettings settings) throws Exception {
    Configuration flink = new Configuration();
    flink.setString("restart-strategy.type", "fixed-delay");
    flink.setString("restart-strategy.fixed-delay.attempts", "3");
    flink.setString("restart-strategy.fixed-delay.delay", "0 s");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink);
    env.enableCheckpointing(CHECKPOINT_MILLIS);
    env.fromSource(
            new DataGeneratorSource<>(
                i -> i, ROWS, RateLimiterStrategy.perSecond(1_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new ToEvent())
        .returns(FollowedSerializer.TYPE)
        .sinkTo(new LakeOutput(settings).events(false))
        .uid("events");
    env.execute();
  }

  /** A number as an event; fails once, some rows behind a completed checkpoint. */
  private static final class ToEvent implements MapFunction<Long, Followed>, CheckpointListener {
    static final AtomicBoolean FAILED = new AtomicBoolean();

    private transient int checkpoints;
    private transient int rows;

    static String id(long number) {
      return "%032x".formatted(number);
    }

    @Override
    public Followed map(Long number) {
      if (checkpoints >= 5 && ++rows > 20 && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("on purpose");
      }
      return new Followed(
          Rows.event(id(number), Rows.request(), Rows.facts(), Map.of()), null, null);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpoints++;
    }
  }
}
