package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.visitor.Followed;
import dev.footfall.visitor.FollowedSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderOutputIT {
  private static final int ROWS = 1_000;

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    FailOnce.FAILED.set(true);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "3,false", "2,true"})
  void filesHoldEachRowOnceAndAppearWhenPublished(int parallelism, boolean failing)
      throws Exception {
    FailOnce.FAILED.set(!failing);
    FolderOutput output = FolderOutput.in(folder.resolve("new/out"));

    run(output, parallelism);

    assertThat(visible(folder.resolve("new/out"))).isEmpty();
    output.publish();
    assertThat(FailOnce.FAILED).isTrue();
    assertThat(files(folder.resolve("new/out")))
        .containsExactlyInAnyOrder(
            Stream.of(Output.values()).map(o -> o.suffix() + ".jsonl").toArray(String[]::new));
    assertThat(lines("events")).isEmpty();
    assertThat(lines("accounting")).containsExactlyInAnyOrderElementsOf(expected(i -> i % 3 != 0));
    assertThat(lines("dead-letters"))
        .containsExactlyInAnyOrderElementsOf(expected(i -> i % 3 == 0));
  }

  @Test
  void eventsAreLinesOfJson() throws Exception {
    FolderOutput output = FolderOutput.in(folder);
    StreamExecutionEnvironment env = environment(1);
    env.fromData(1, 2)
        .map(i -> new Followed(Rows.fullEvent(), null, null))
        .returns(FollowedSerializer.TYPE)
        .sinkTo(output.followed(false))
        .uid("events");
    env.execute();
    output.publish();

    String line = new String(new EventJson(false).value(Rows.fullEvent()), StandardCharsets.UTF_8);
    assertThat(folder.resolve("events.jsonl")).hasContent(line + "\n" + line + "\n");
  }

  @Test
  void folderThatHoldsOutputsIsRefused() throws IOException {
    Files.createFile(folder.resolve("accounting.jsonl"));

    assertThatThrownBy(() -> FolderOutput.in(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder + " holds accounting.jsonl already; give a new or empty folder");
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FolderOutput.in(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " is not a folder");
  }

  @Test
  void leftoversOfAFailedRunAreClearedAway() throws Exception {
    Files.writeString(folder.resolve(".accounting.jsonl.7.part"), "old\n");
    FolderOutput output = FolderOutput.in(folder);

    run(output, 1);
    output.publish();

    assertThat(Files.readString(folder.resolve("accounting.jsonl"))).doesNotContain("old");
    assertThat(files(folder)).hasSize(Output.values().length);
  }

  private static void run(FolderOutput output, int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    env.fromSource(
            new DataGeneratorSource<>(
                i -> i, ROWS, RateLimiterStrategy.perSecond(1_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new FailOnce())
        .map(new ToRecord())
        .returns(OutputRecordSerializer.TYPE)
        .sinkTo(output.rare())
        .uid("rare");
    env.execute();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve("new/out").resolve(name + ".jsonl"));
  }

  private static List<String> visible(Path folder) throws IOException {
    return files(folder).stream().filter(name -> !name.startsWith(".")).toList();
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> expected(IntPredicate which) {
    return IntStream.range(0, ROWS).filter(which).mapToObj(Integer::toString).toList();
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "3");
    settings.setString("restart-strategy.fixed-delay.delay", "0 s");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    env.enableCheckpointing(50);
    return env;
  }

  /** Fails once, some rows behind a completed checkpoint. */
  private static final class FailOnce implements MapFunction<Long, Long>, CheckpointListener {
    static final AtomicBoolean FAILED = new AtomicBoolean();

    private transient boolean armed;
    private transient int rows;

    @Override
    public Long map(Long value) {
      if (armed && ++rows > 20 && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("on purpose");
      }
      return value;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      armed = true;
    }
  }

  /** A number as a record of one of the rare outputs. */
  private static final class ToRecord implements MapFunction<Long, OutputRecord> {
    @Override
    public OutputRecord map(Long i) {
      byte[] text = Long.toString(i).getBytes(StandardCharsets.UTF_8);
      return new OutputRecord(i % 3 == 0 ? Output.DEAD_LETTERS : Output.ACCOUNTING, text, text, -1);
    }
  }
}
