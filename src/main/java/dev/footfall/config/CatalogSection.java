package dev.footfall.config;

import dev.footfall.catalog.CatalogSettings;
import dev.footfall.catalog.CatalogSettings.Topic;
import dev.footfall.source.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalog}. */
final class CatalogSection {
  private static final Pattern FORM = Pattern.compile(".*\\.((csv|jsonl|ndjson)(\\.gz)?|parquet)");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  /** What a line of CSV means something else by. */
  private static final String NO_SEPARATORS = "\"#\n\r";

  private CatalogSection() {}

  /**
   * The catalog, before it is known what rules ask of it; null where there is none.
   *
   * @param folder what a relative path starts from; null leaves it as it is
   * @param kafka where a topic is
   */
  static @Nullable CatalogSettings catalog(
      Value catalog, @Nullable Path folder, KafkaSettings kafka) {
    Block block = catalog.block();
    Value file = block.value("file");
    Value refresh = block.value("refresh");
    Value separator = block.value("separator");
    Topic topic = topic(block, kafka);
    if (!catalog.isAbsent() && file.isAbsent() == (topic == null)) {
      catalog.report("has either a file or a topic");
    }
    if (topic != null && !separator.isAbsent()) {
      separator.report("goes with file only");
    }
    String path = file.word("");
    if (!path.isEmpty() && !FORM.matcher(path).matches()) {
      file.report("is no file of .csv, .jsonl or .ndjson, with or without .gz, nor of .parquet");
    }
    CatalogSettings settings =
        new CatalogSettings(
            file.isAbsent() ? null : absolute(path, folder),
            topic,
            block.value("key").word("item_id"),
            separator.parsed("one character", CatalogSection::character, ','),
            refresh.duration(CatalogSettings.DEFAULT_REFRESH),
            List.of(),
            List.of());
    if (NO_SEPARATORS.indexOf(settings.separator()) >= 0) {
      separator.report("cannot be \" or #, nor the end of a line");
    }
    if (settings.refresh().isZero()) {
      refresh.report("must not be 0");
    }
    block.close();
    return catalog.isAbsent() ? null : settings;
  }

  private static @Nullable Topic topic(Block block, KafkaSettings kafka) {
    Value name = block.value("topic");
    Value timeout = block.value("timeout");
    SourceSection.checkTopic(name);
    Topic topic =
        new Topic(name.word(""), kafka, timeout.duration(CatalogSettings.DEFAULT_TIMEOUT));
    if (name.isAbsent() && !timeout.isAbsent()) {
      timeout.report("goes with topic only");
    }
    if (topic.timeout().isZero()) {
      timeout.report("must not be 0");
    }
    if (!name.isAbsent() && kafka.brokers() == null) {
      name.report("needs kafka.brokers");
    }
    return name.isAbsent() ? null : topic;
  }

  private static String absolute(String path, @Nullable Path folder) {
    return folder == null || path.isEmpty() || SCHEME.matcher(path).matches()
        ? path
        : folder.resolve(path).toString();
  }

  private static char character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }
}
