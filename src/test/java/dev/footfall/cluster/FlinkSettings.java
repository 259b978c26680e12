package dev.footfall.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Flink's {@code config.yaml} as flat keys: the sample that the project ships, with changes. */
final class FlinkSettings {
  private final Map<String, String> values = new TreeMap<>();

  /** Reads a file of nested keys. */
  static FlinkSettings read(Path file) {
    FlinkSettings settings = new FlinkSettings();
    try {
      settings.flatten(
          "", new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  FlinkSettings with(Map<String, String> changes) {
    values.putAll(changes);
    return this;
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** Writes what Flink reads: one line a key, the value in double quotes. */
  void write(Path file) {
    StringBuilder lines = new StringBuilder();
    values.forEach((key, value) -> lines.append(key).append(": \"").append(value).append("\"\n"));
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flatten(String prefix, Object node) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value));
    } else {
      values.put(prefix, String.valueOf(node));
    }
  }
}
