package dev.footfall.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a path's template or expression captured, as sent. */
public record Captures(List<String> names, @Nullable String[] values) {
  static final Captures NONE = new Captures(List.of(), new String[0]);

  /** The captured text, percent-decoded; null where nothing of this name was captured. */
  @Nullable String decoded(String name) {
    int place = names.indexOf(name);
    String value = place < 0 ? null : values[place];
    return value == null ? null : UrlText.decode(value);
  }
}
