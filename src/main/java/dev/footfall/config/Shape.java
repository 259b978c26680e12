package dev.footfall.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the reading code asked of a place in the configuration, and so what may stand there: the
 * code is the one declaration of the settings, and their documentation, the schema for editors and
 * the allowed keys in messages are written from it. It knows only what was asked so far: a whole
 * shape comes from reading a configuration that uses everything.
 */
final class Shape {
  /**
   * A kind of value that is allowed.
   *
   * @param words for {@link Type#WORD}: which
   * @param least for a number or a size
   * @param most for a size; null where there is no end
   * @param what for {@link Type#OTHER}: what it is, in words
   */
  record Kind(
      Type type, List<String> words, @Nullable Long least, @Nullable Long most, String what) {
    static Kind of(Type type) {
      return new Kind(type, List.of(), null, null, "");
    }
  }

  enum Type {
    TEXT,
    DURATION,
    BYTES,
    NUMBER,
    FLAG,
    WORD,
    REGEX,
    OTHER
  }

  private final Map<String, Shape> keys = new TreeMap<>();
  private final Set<Kind> kinds = new LinkedHashSet<>();
  private @Nullable Shape item;
  private @Nullable Shape ownKey;
  private @Nullable Object fallback;
  private int asked;
  private int required;

  /** The shape of what stands under a key, which is thereby allowed. */
  Shape key(String key) {
    Shape below = keys.computeIfAbsent(key, name -> new Shape());
    below.asked++;
    return below;
  }

  /** The shape of what stands under any key of the user's. */
  Shape ownKey() {
    ownKey = ownKey == null ? new Shape() : ownKey;
    return ownKey;
  }

  /** The shape of an item where a list is allowed, or one item without a list. */
  Shape item() {
    item = item == null ? new Shape() : item;
    return item;
  }

  void allow(Kind kind, @Nullable Object fallback) {
    kinds.add(kind);
    if (fallback != null) {
      fallBackTo(fallback);
    }
  }

  void fallBackTo(Object fallback) {
    this.fallback = fallback;
  }

  void require() {
    required++;
  }

  /** By name. */
  Map<String, Shape> keys() {
    return keys;
  }

  /** The kinds of single values, none where only a mapping or a list is allowed. */
  List<Kind> kinds() {
    return new ArrayList<>(kinds);
  }

  @Nullable Shape itemOrNull() {
    return item;
  }

  @Nullable Shape ownKeyOrNull() {
    return ownKey;
  }

  /** What stands in for an absent value; null where nothing does. */
  @Nullable Object fallback() {
    return fallback;
  }

  /** Whether it was required each time it was asked for, so whatever else is there. */
  boolean isRequired() {
    return required > 0 && required == asked;
  }
}
