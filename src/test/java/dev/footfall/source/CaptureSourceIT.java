package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureSourceIT {
  private static final CaptureFile CAPTURE =
      new CaptureFile("src/test/resources/petclinic/otlp_spans_by_trace.jsonl.gz", "otlp_spans");
  private static final long NOON = 1_795_520_000_000L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void readsEachRecordOnceAtAnyParallelism(int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    Map<Integer, List<Long>> offsets = new HashMap<>();

    for (String seen : run(env, CAPTURE)) {
      String[] fields = seen.split(" ");
      offsets
          .computeIfAbsent(Integer.valueOf(fields[0]), p -> new ArrayList<>())
          .add(Long.valueOf(fields[1]));
    }

    assertThat(offsets).hasSize(4);
    assertThat(offsets.values()).allMatch(CaptureSourceIT::isSuccessive);
    assertThat(offsets.values().stream().mapToInt(List::size).sum()).isEqualTo(6554);
  }

  @Test
  void readsEachRecordOnceAfterAFailure() throws Exception {
    StreamExecutionEnvironment env = environment(2);
    env.enableCheckpointing(20);
    FailOnce.FAILED.set(false);

    List<String> seen = collect(records(env, CAPTURE).process(new FailOnce()));

    assertThat(FailOnce.FAILED).isTrue();
    assertThat(seen).hasSize(6554).doesNotHaveDuplicates();
  }

  private static List<String> run(StreamExecutionEnvironment env, CaptureFile file)
      throws Exception {
    return collect(records(env, file).process(new Seen()));
  }

  private static DataStreamSource<RawRecord> records(
      StreamExecutionEnvironment env, CaptureFile file) {
    return env.fromSource(
        CaptureSource.of(file), RecordTime.bounded(TimeSettings.DEFAULTS), "capture");
  }

  private static List<String> collect(DataStream<String> rows) throws Exception {
    List<String> seen = new ArrayList<>();
    try (CloseableIterator<String> all = rows.executeAndCollect()) {
      all.forEachRemaining(seen::add);
    }
    return seen;
  }

  private static boolean isSuccessive(List<Long> offsets) {
    for (int i = 0; i < offsets.size(); i++) {
      if (offsets.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  private static RawRecord record(int partition, long offset, long timestamp) throws IOException {
    return new RawRecord("t", partition, offset, timestamp, null, new byte[0], List.of());
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration settings = new Configuration();
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "3");
    settings.setString("restart-strategy.fixed-delay.delay", "0 s");
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
  }

  /** Partition, offset, timestamp, watermark. */
  static class Seen extends ProcessFunction<RawRecord, String> {
    @Override
    public void processElement(RawRecord record, Context context, Collector<String> out)
        throws Exception {
      out.collect(
          record.partition()
              + " "
              + record.offset()
              + " "
              + record.timestampMillis()
              + " "
              + context.timerService().currentWatermark());
    }
  }

  /** Fails once, in the middle, after a checkpoint. */
  static final class FailOnce extends ProcessFunction<RawRecord, String>
      implements org.apache.flink.api.common.state.CheckpointListener {
    static final AtomicBoolean FAILED = new AtomicBoolean();
    private transient boolean checkpointed;

    @Override
    public void processElement(RawRecord record, Context context, Collector<String> out)
        throws Exception {
      Thread.sleep(0, 200_000);
      if (checkpointed && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("on purpose");
      }
      out.collect(record.partition() + " " + record.offset());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
    }
  }
}
