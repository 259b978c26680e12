package dev.footfall.savepoint;

import dev.footfall.config.ReadSettings;
import dev.footfall.config.Settings;
import dev.footfall.job.FootfallJob;
import dev.footfall.job.JobSettings;
import dev.footfall.job.LocalFlink;
import dev.footfall.job.Outputs;
import dev.footfall.local.EmbeddedKafka;
import dev.footfall.local.shop.ShopRecord;
import dev.footfall.sink.Output;
import dev.footfall.source.KafkaRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Runs the job in this JVM, over one input topic, each time into topics of its own. */
final class JobRuns implements AutoCloseable {
  private static final String INPUT_TOPIC = "otlp_spans";
  private static final long PATIENCE_SECONDS = 60;

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  private final Path folder;

  /**
   * @param folder for checkpoints and savepoints
   */
  JobRuns(Path folder) {
    this.folder = folder;
    kafka.createTopic(INPUT_TOPIC, KeptInput.PARTITIONS);
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  void feed(List<ShopRecord> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ShopRecord record : records) {
        producer.send(
            new ProducerRecord<>(
                INPUT_TOPIC, record.partition(), record.timestampMillis(), null, record.value()));
      }
    }
  }

  /**
   * Runs until all that is in the topic has been read, and stops.
   *
   * @param name of the run's topics
   * @param drain whether it is the end, so that all goes out; else to go on from the savepoint
   * @return the savepoint
   */
  String run(String name, String configuration, @Nullable String savepoint, boolean drain)
      throws Exception {
    for (Output output : Output.values()) {
      kafka.createTopic(name + "." + output.suffix(), 2);
    }
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(flinkSettings(savepoint));
    flink.setParallelism(2);
    Settings settings = settings(name, configuration);
    FootfallJob.define(
        flink,
        KafkaRecords.source(settings.kafka(), settings.source()),
        Outputs.toKafka(settings),
        JobSettings.of(settings));
    JobClient job = flink.executeAsync(name);
    awaitAllRead(name, job);
    String savepoints = folder.resolve("savepoints").toUri().toString();
    for (int i = 0; i < 2 && !drain; i++) {
      // Watermarks are sent every 10 ms, and passed by two barriers.
      job.triggerSavepoint(savepoints, SavepointFormatType.CANONICAL)
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return job.stopWithSavepoint(drain, savepoints, SavepointFormatType.CANONICAL)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Settings settings(String name, String configuration) throws IOException {
    return ReadSettings.of(
        "footfall.yaml",
        configuration,
        Kept.FOLDER,
        List.of(
            "kafka.brokers=" + brokers(),
            "source.group=" + name,
            "sink.topic_prefix=" + name,
            "sink.transactional_id_prefix=" + name,
            "sink.transaction_timeout=1m"),
        true);
  }

  private Configuration flinkSettings(@Nullable String savepoint) {
    Configuration flink = LocalFlink.checkpointed(folder.resolve("checkpoints"));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ZERO);
    // So that a savepoint is one file.
    flink.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (savepoint != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return flink;
  }

  /** Waits for a checkpoint behind the last record, or for the job's failure. */
  private void awaitAllRead(String group, JobClient job) throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, KeptInput.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(INPUT_TOPIC, partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends =
        admin.listOffsets(latest).all().get().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    long startNanos = System.nanoTime();
    while (!committed(group).equals(ends)) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get();
      }
      if (System.nanoTime() - startNanos > PATIENCE_SECONDS * 1e9) {
        throw new IllegalStateException(group + " has read to " + committed(group) + " of " + ends);
      }
      Thread.sleep(50);
    }
  }

  private Map<TopicPartition, Long> committed(String group) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
  }

  @Override
  public void close() {
    admin.close();
    kafka.close();
  }
}
