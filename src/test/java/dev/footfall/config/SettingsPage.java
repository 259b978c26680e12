package dev.footfall.config;

import dev.footfall.config.Shape.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md}. */
final class SettingsPage {
  private final DescribedSettings settings;
  private final Map<String, Shape> keys;

  private SettingsPage(DescribedSettings settings) {
    this.settings = settings;
    this.keys = settings.keys();
  }

  /**
   * @param introduction what stands before the sections
   */
  static String of(DescribedSettings settings, String introduction) {
    SettingsPage page = new SettingsPage(settings);
    return introduction
        + settings.describedPaths().stream()
            .filter(path -> settings.root().keys().containsKey(path))
            .map(page::section)
            .collect(Collectors.joining());
  }

  private String section(String name) {
    List<String> rows =
        settings.describedPaths().stream()
            .filter(path -> path.startsWith(name + ".") || path.startsWith(name + "["))
            .map(this::row)
            .toList();
    String head = "\n## `" + name + "`\n\n" + settings.meaning(name) + "\n";
    if (rows.isEmpty()) {
      return head + "\n" + typeOf(keys.get(name)) + "; default: " + fallback(name) + ".\n";
    }
    return head
        + "\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n"
        + String.join("", rows);
  }

  private String row(String path) {
    String example = settings.example(path);
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            path,
            cell(typeOf(keys.get(path))),
            cell(fallback(path)),
            cell(settings.meaning(path)),
            example == null ? "" : "`" + cell(example) + "`");
  }

  private String fallback(String path) {
    Shape shape = keys.get(path);
    String derived = settings.derivedDefault(path);
    String written = Written.of(shape.fallback());
    return shape.isRequired()
        ? "**required**"
        : derived != null ? derived : written.isEmpty() ? "" : "`" + written + "`";
  }

  static String typeOf(Shape shape) {
    List<String> types = new ArrayList<>(shape.kinds().stream().map(SettingsPage::typeOf).toList());
    Shape item = shape.itemOrNull();
    if (item != null) {
      types.add(typeOf(item) + ", or a list");
    }
    Shape named = shape.ownKeyOrNull();
    if (named != null) {
      types.add("by name: " + typeOf(named));
    } else if (!shape.keys().isEmpty()) {
      types.add("mapping");
    }
    return String.join("; or ", types);
  }

  private static String typeOf(Kind kind) {
    return switch (kind.type()) {
      case TEXT -> "text";
      case DURATION -> "time";
      case BYTES -> "size";
      case NUMBER -> "number from " + kind.least();
      case FLAG -> "`true`, `false`";
      case WORD -> kind.words().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
      case REGEX -> "regular expression";
      case OTHER -> kind.what();
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
