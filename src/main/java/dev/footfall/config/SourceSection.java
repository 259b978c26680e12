package dev.footfall.config;

import dev.footfall.source.KafkaSettings;
import dev.footfall.source.SourceSettings;
import dev.footfall.source.SourceSettings.Start;
import dev.footfall.source.SourceSettings.StartAt;
import dev.footfall.source.SourceSettings.Stop;
import dev.footfall.source.SourceSettings.StopAt;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code kafka} and {@code source}. */
final class SourceSection {
  /** As the broker allows them. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final Pattern ADDRESSES =
      Pattern.compile(
          "(?:[^\\s,]+:\\d{1,5}|\\$\\{[^}]+})(?:\\s*,\\s*(?:[^\\s,]+:\\d{1,5}|\\$\\{[^}]+}))*");

  private SourceSection() {}

  static KafkaSettings kafka(Block block, boolean brokersRequired) {
    Value brokers = block.value("brokers");
    if (brokersRequired) {
      brokers.required();
    }
    String addresses = brokers.property();
    if (addresses != null && !ADDRESSES.matcher(addresses).matches()) {
      brokers.report("must be host:port, or several with commas between");
    }
    KafkaSettings kafka =
        new KafkaSettings(addresses, ClientProperties.read(block.value("properties")));
    block.close();
    return kafka;
  }

  static SourceSettings source(Block block) {
    Value topicsValue = block.value("topics");
    List<String> topics = topicsValue.texts("otlp_spans");
    topicsValue.items().forEach(SourceSection::checkTopic);
    if (topics.isEmpty()) {
      topicsValue.report("needs a topic");
    }
    SourceSettings source =
        new SourceSettings(
            topics,
            block.value("group").word("footfall"),
            start(block.value("start")),
            stop(block.value("stop"), topics),
            ClientProperties.read(block.value("properties")));
    block.close();
    return source;
  }

  /** Reports a text that is no topic's name. */
  static void checkTopic(Value topic) {
    String name = topic.text();
    if (name != null && !TOPIC.matcher(name).matches()) {
      topic.report("is not a topic's name: letters, digits, dot, _ and - only");
    }
  }

  private static Start start(Value value) {
    return value.parsed(
        "earliest, latest, committed or a time such as 2026-11-24T08:00:00Z",
        text ->
            switch (text) {
              case "earliest", "latest", "committed" ->
                  new Start(StartAt.valueOf(text.toUpperCase(Locale.ROOT)), null);
              default -> new Start(StartAt.TIMESTAMP, instant(text));
            },
        Start.COMMITTED);
  }

  private static Stop stop(Value value, List<String> topics) {
    if (value.isMapping()) {
      return new Stop(StopAt.OFFSETS, null, offsets(value, topics));
    }
    return value.parsed(
        "latest, a time such as 2026-11-24T08:00:00Z or {topic: {partition: offset}}",
        text ->
            text.equals("latest")
                ? new Stop(StopAt.LATEST, null, Map.of())
                : new Stop(StopAt.TIMESTAMP, instant(text), Map.of()),
        Stop.NEVER);
  }

  private static Map<String, Map<Integer, Long>> offsets(Value value, List<String> topics) {
    Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    value
        .byKey()
        .forEach(
            (topic, partitions) -> {
              if (!topics.contains(topic)) {
                partitions.report("is not among source.topics");
              }
              Map<Integer, Long> ends = new HashMap<>();
              partitions
                  .byKey()
                  .forEach(
                      (partition, end) -> {
                        Long offset = end.parsed("an offset", Quantity::count);
                        if (!partition.matches("\\d{1,9}")) {
                          end.report("does not stand under a partition's number");
                        } else if (offset != null) {
                          ends.put(Integer.valueOf(partition), offset);
                        }
                      });
              offsets.put(topic, Map.copyOf(ends));
            });
    return Map.copyOf(offsets);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
