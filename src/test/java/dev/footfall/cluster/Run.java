package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of the job over the input topic: what its config says. Two runs differ in nothing else.
 *
 * @param name begins its output topics, its consumer group and its transactions
 * @param assemblyMemory of each subtask: with little, traces spill, which must not be seen outside
 */
record Run(String name, String assemblyMemory) {
  /** Of the lake's files: few, so that many are merged between two kills. */
  static final int MERGE_CHECKPOINTS = 2;

  static final String INPUT_TOPIC = "otlp_spans";
  static final List<String> OUTPUTS =
      List.of(
          "events", "sessions", "funnels", "performance", "traffic", "accounting", "dead-letters");

  String topicPrefix() {
    return name + ".";
  }

  List<String> topics() {
    return OUTPUTS.stream().map(output -> topicPrefix() + output).toList();
  }

  /**
   * Writes {@code footfall.yaml} and returns its path. The funnels' windows are so short that all
   * are final when the input's last records, an hour behind the others, have been read.
   *
   * @param keyRing the same for both runs: ids are made with its keys
   */
  Path writeConfig(Path folder, String bootstrapServers, Path keyRing) {
    Path file = folder.resolve(name + ".yaml");
    try {
      Files.writeString(
          file,
          """
          kafka:
            brokers: %s
          source:
            topics: [%s]
            group: %s
            start: earliest
          funnels:
            - {id: buy, window: 10m, cohort: 10m, steps: [view_item, add_to_cart, begin_checkout, purchase]}
            - {id: leave, window: 10m, cohort: 10m, order: strict, count_by: session, steps: [page_view, page_view], breakdown: {property: device_category}}
          assembly:
            memory: %s
          sink:
            topic_prefix: %s
            transactional_id_prefix: %s
            transaction_timeout: 10m
            lake: {path: "s3://%s/%s", merge_checkpoints: %d}
          privacy:
            key_ring: %s
          """
              .formatted(
                  bootstrapServers,
                  INPUT_TOPIC,
                  name,
                  assemblyMemory,
                  name,
                  name,
                  ObjectStore.BUCKET,
                  name,
                  MERGE_CHECKPOINTS,
                  keyRing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
