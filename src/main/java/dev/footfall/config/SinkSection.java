package dev.footfall.config;

import dev.footfall.sink.LakeSettings;
import dev.footfall.sink.Output;
import dev.footfall.sink.SinkSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code sink}. */
final class SinkSection {
  /** What a broker's record limit of a megabyte leaves room for. */
  private static final long MOST_DEAD_LETTER_BYTES = 512 << 10;

  private static final Pattern FOLDER =
      Pattern.compile("file:///[^?#]+|[a-z][a-z0-9+.-]*://[^/?#]+(/[^?#]*)?");

  private SinkSection() {}

  static SinkSettings sink(Block block) {
    SinkSettings defaults = SinkSettings.DEFAULTS;
    Value topicPrefix = block.value("topic_prefix");
    SourceSection.checkTopic(topicPrefix);
    Value timeout = block.value("transaction_timeout");
    SinkSettings sink =
        new SinkSettings(
            topicPrefix.text(defaults.topicPrefix()),
            topics(block.block("topics")),
            block.value("transactional_id_prefix").word(defaults.transactionalIdPrefix()),
            timeout.duration(defaults.transactionTimeout()),
            ClientProperties.read(block.value("properties")),
            block.value("trace_ids").flag(defaults.traceIds()),
            (int)
                block
                    .value("dead_letter_payload")
                    .bytes(defaults.deadLetterPayloadBytes(), MOST_DEAD_LETTER_BYTES),
            lake(block.block("lake")));
    if (sink.transactionTimeout().toMillis() < 1
        || sink.transactionTimeout().toMillis() > Integer.MAX_VALUE) {
      timeout.report("must be 1ms to 24d");
    }
    block.close();
    return sink;
  }

  private static @Nullable LakeSettings lake(Block block) {
    Value path = block.value("path");
    int merge = block.value("merge_checkpoints").number(LakeSettings.DEFAULT_MERGE_CHECKPOINTS, 1);
    String uri = path.text("");
    if (!uri.isEmpty() && !FOLDER.matcher(uri).matches()) {
      path.report("must be file:///folder or s3://bucket/folder");
    } else if (uri.isEmpty() && block.has("merge_checkpoints")) {
      block.report("needs a path");
    }
    block.close();
    return uri.isEmpty() ? null : new LakeSettings(uri.replaceAll("/+$", ""), merge);
  }

  private static Map<Output, String> topics(Block block) {
    Map<Output, String> topics = new EnumMap<>(Output.class);
    for (Output output : Output.values()) {
      Value topic = block.value(output.suffix());
      SourceSection.checkTopic(topic);
      String name = topic.text("");
      if (!name.isEmpty()) {
        topics.put(output, name);
      }
    }
    block.close();
    return topics;
  }
}
