package dev.footfall.config;

import dev.footfall.catalog.CatalogSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalog}. */
final class CatalogSection {
  private static final Pattern FORM = Pattern.compile(".*\\.(csv|jsonl|ndjson)(\\.gz)?");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  private CatalogSection() {}

  /**
   * The catalog, before it is known what rules ask of it; null where there is none.
   *
   * @param folder what a relative path starts from; null leaves it as it is
   */
  static @Nullable CatalogSettings catalog(Value catalog, @Nullable Path folder) {
    Block block = catalog.block();
    Value file = block.value("file");
    Value refresh = block.value("refresh");
    if (!catalog.isAbsent()) {
      file.required();
    }
    String path = file.word("");
    if (!path.isEmpty() && !FORM.matcher(path).matches()) {
      file.report("is no file of .csv, .jsonl or .ndjson, with or without .gz");
    }
    CatalogSettings settings =
        new CatalogSettings(
            absolute(path, folder),
            block.value("key").word("item_id"),
            block.value("separator").parsed("one character", CatalogSection::character, ','),
            refresh.duration(CatalogSettings.DEFAULT_REFRESH),
            List.of(),
            List.of());
    if (settings.refresh().isZero()) {
      refresh.report("must not be 0");
    }
    block.close();
    return catalog.isAbsent() ? null : settings;
  }

  private static String absolute(String path, @Nullable Path folder) {
    return folder == null || path.isEmpty() || SCHEME.matcher(path).matches()
        ? path
        : folder.resolve(path).toString();
  }

  private static char character(String text) {
    if (text.length() != 1 || text.charAt(0) == '"') {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }
}
