package dev.footfall.config;

import com.google.common.hash.Hashing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names a configuration by its content: the first 12 hex digits of the SHA-256 of the settings that
 * decide what is output, written with defaults in place and without order where order means
 * nothing. So comments and moved keys change nothing, and a live run and its replay agree.
 */
final class ConfigVersion {
  private ConfigVersion() {}

  /**
   * @param settings records, collections, and values whose text says all
   */
  static String of(Object... settings) {
    StringBuilder text = new StringBuilder();
    for (Object part : settings) {
      text.append(canonical(part)).append('\n');
    }
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 12);
  }

  private static String canonical(@Nullable Object value) {
    if (value instanceof Record record) {
      return fields(record);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(canonical(key), canonical(item)));
      return sorted.toString();
    }
    if (value instanceof Set<?> set) {
      return set.stream().map(ConfigVersion::canonical).sorted().toList().toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(ConfigVersion::canonical).toList().toString();
    }
    // Quoted, so that no text can look like the structure around it.
    return value == null ? "null" : '"' + value.toString().replaceAll("[\"\\\\]", "\\\\$0") + '"';
  }

  private static String fields(Record record) {
    Map<String, String> fields = new TreeMap<>();
    for (RecordComponent field : record.getClass().getRecordComponents()) {
      try {
        fields.put(field.getName(), canonical(field.getAccessor().invoke(record)));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
