package dev.footfall.catalog;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where the catalog is, and what rules ask of it.
 *
 * @param file a path that Flink can read: local, {@code s3://bucket/products.csv}
 * @param key the column, or property, whose value names an entry
 * @param separator between the values of a line of CSV
 * @param refresh how often a look is taken whether the file has changed
 * @param columns what rules ask for, in alphabetical order; nothing else is kept
 * @param required those of the columns that a CSV file must have
 */
public record CatalogSettings(
    String file,
    String key,
    char separator,
    Duration refresh,
    List<String> columns,
    List<String> required)
    implements Serializable {
  public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(1);

  public CatalogSettings {
    columns = List.copyOf(columns);
    required = List.copyOf(required);
  }

  /** The same catalog, asked for these columns. */
  public CatalogSettings asking(List<String> asked, List<String> mustHave) {
    return new CatalogSettings(file, key, separator, refresh, asked, mustHave);
  }

  /** Where it is, for messages. */
  public String place() {
    return file;
  }
}
