package dev.footfall.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The settings as the code reads them, beside the sentences and the samples that explain them.
 *
 * <p>A place's path is written like {@code rules[].match.path}; a key that is the user's own is
 * {@code NAME}.
 */
final class DescribedSettings {
  static final Path SAMPLE = Path.of("docs/footfall.yaml");
  private static final Path VALID = Path.of("src/test/resources/config/valid");
  private static final Path DESCRIPTIONS = Path.of("src/test/resources/config/settings.yaml");

  private final Shape root = new Shape();
  private final Map<String, Object> descriptions = new LinkedHashMap<>();
  private final List<Examples> examples = new ArrayList<>();

  private DescribedSettings() {}

  static DescribedSettings read() {
    DescribedSettings settings = new DescribedSettings();
    for (Path file : samples()) {
      ReadSettings.describe(file.toString(), text(file), settings.root);
      settings.examples.add(Examples.of(new YamlText(file.toString(), text(file))));
    }
    ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text(DESCRIPTIONS)))
        .forEach((path, description) -> settings.descriptions.put(path.toString(), description));
    return settings;
  }

  /** Valid configurations that together use every setting: the sample of the docs first. */
  static List<Path> samples() {
    try (Stream<Path> more = Files.list(VALID)) {
      return Stream.concat(Stream.of(SAMPLE), more.sorted()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shape root() {
    return root;
  }

  /** Where sentences are, in their order, which is the documentation's. */
  List<String> describedPaths() {
    return List.copyOf(descriptions.keySet());
  }

  /** Where the code asks for a key of ours, with its shape. */
  Map<String, Shape> keys() {
    Map<String, Shape> keys = new LinkedHashMap<>();
    collect("", root, keys);
    return keys;
  }

  private static void collect(String path, Shape shape, Map<String, Shape> into) {
    shape
        .keys()
        .forEach(
            (key, below) -> {
              into.put(join(path, key), below);
              collect(join(path, key), below, into);
            });
    if (shape.itemOrNull() != null) {
      collect(path + "[]", shape.itemOrNull(), into);
    }
    if (shape.ownKeyOrNull() != null) {
      collect(join(path, "NAME"), shape.ownKeyOrNull(), into);
    }
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Empty where none is given. */
  String meaning(String path) {
    Object description = descriptions.get(path);
    return description instanceof Map<?, ?> map
        ? Objects.toString(map.get("is"))
        : Objects.toString(description, "");
  }

  /** Whether a key is described where another has the same keys below: said by {@code as}. */
  boolean isDescribedElsewhere(String path) {
    return descriptions.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue() instanceof Map<?, ?> map
                    && map.containsKey("as")
                    && path.startsWith(entry.getKey() + ".")
                    && descriptions.containsKey(
                        map.get("as") + path.substring(entry.getKey().length())));
  }

  /** Where the same keys are described that are below a path; itself, where it does so. */
  String describedAt(String path) {
    return descriptions.get(path) instanceof Map<?, ?> map && map.get("as") instanceof String other
        ? other
        : path;
  }

  /** What the code does not show as a default: one that follows from another setting. */
  @Nullable String derivedDefault(String path) {
    return descriptions.get(path) instanceof Map<?, ?> map ? (String) map.get("default") : null;
  }

  /** As it is written in the samples; null where it only holds further keys. */
  @Nullable String example(String path) {
    return examples.stream()
        .map(sample -> sample.at(path))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
