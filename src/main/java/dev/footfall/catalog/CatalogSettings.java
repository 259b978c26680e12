package dev.footfall.catalog;

import dev.footfall.source.KafkaSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the catalog is, and what rules ask of it.
 *
 * @param file a path that Flink can read: local, {@code s3://bucket/products.csv}; null for a topic
 * @param topic null for a file
 * @param key the column, or property, whose value names an entry
 * @param separator between the values of a line of CSV
 * @param refresh how often a look is taken whether the file has changed, or the topic has got
 *     partitions
 * @param columns what rules ask for, in alphabetical order; nothing else is kept
 * @param required those of the columns that a CSV file must have
 */
public record CatalogSettings(
    @Nullable String file,
    @Nullable Topic topic,
    String key,
    char separator,
    Duration refresh,
    List<String> columns,
    List<String> required)
    implements Serializable {
  public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(1);
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /**
   * A compacted topic.
   *
   * @param timeout how long reading it to its end may take
   */
  public record Topic(String name, KafkaSettings kafka, Duration timeout) implements Serializable {}

  public CatalogSettings {
    columns = List.copyOf(columns);
    required = List.copyOf(required);
  }

  /** A catalog from a file. */
  public CatalogSettings(
      String file,
      String key,
      char separator,
      Duration refresh,
      List<String> columns,
      List<String> required) {
    this(file, null, key, separator, refresh, columns, required);
  }

  /** The same catalog, asked for these columns. */
  public CatalogSettings asking(List<String> asked, List<String> mustHave) {
    return new CatalogSettings(file, topic, key, separator, refresh, asked, mustHave);
  }

  /** Where it is, for messages. */
  public String place() {
    return topic == null ? path() : "topic " + topic.name;
  }

  /** The file's. */
  String path() {
    return Objects.requireNonNull(file);
  }
}
