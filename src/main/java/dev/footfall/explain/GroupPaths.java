package dev.footfall.explain;

import dev.footfall.explain.Survey.Example;
import dev.footfall.explain.Survey.Unnamed;
import dev.footfall.rule.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Groups requests whose paths read alike: what is told apart by an id ({@link PathPattern}), and
 * where more than {@value #MAX_TEXTS} texts stand in one place of otherwise equal paths, that place
 * too.
 */
final class GroupPaths {
  /** Few sites have more pages beside each other that are not entries of a list. */
  static final int MAX_TEXTS = 30;

  private final Map<Key, Group> groups = new LinkedHashMap<>();

  /** Counts a request. */
  void add(Entry entry, String as, Example example) {
    String[] segments = entry.segments();
    List<String> pattern =
        segments == null ? null : Arrays.stream(segments).map(PathPattern::segment).toList();
    groups
        .computeIfAbsent(new Key(entry.method(), as, pattern), key -> new Group())
        .add(entry.status(), example);
  }

  /** The groups, the largest first. */
  List<Unnamed> groups() {
    Map<Key, Group> merged = groups;
    int longest =
        groups.keySet().stream()
            .mapToInt(k -> k.pattern == null ? 0 : k.pattern.size())
            .max()
            .orElse(0);
    for (int place = 0; place < longest; place++) {
      merged = merged(merged, place);
    }
    List<Unnamed> unnamed = new ArrayList<>();
    merged.forEach((key, group) -> unnamed.add(group.of(key)));
    unnamed.sort(
        Comparator.comparingLong(Unnamed::requests)
            .reversed()
            .thenComparing(group -> String.valueOf(group.pattern()))
            .thenComparing(group -> String.valueOf(group.method()))
            .thenComparing(Unnamed::as));
    return unnamed;
  }

  /** Lets a place vary where too many texts stand in it. */
  private static Map<Key, Group> merged(Map<Key, Group> groups, int place) {
    Map<Key, Set<String>> texts = new HashMap<>();
    for (Key key : groups.keySet()) {
      if (key.has(place)) {
        texts.computeIfAbsent(key.varied(place), k -> new HashSet<>()).add(key.text(place));
      }
    }
    Map<Key, Group> merged = new LinkedHashMap<>();
    groups.forEach(
        (key, group) -> {
          boolean varies =
              key.has(place) && texts.getOrDefault(key.varied(place), Set.of()).size() > MAX_TEXTS;
          merged.computeIfAbsent(varies ? key.varied(place) : key, k -> new Group()).addAll(group);
        });
    return merged;
  }

  private record Key(@Nullable String method, String as, @Nullable List<String> pattern) {
    /** Whether a text stands there; an empty one fits no capture. */
    boolean has(int place) {
      return pattern != null && place < pattern.size() && !pattern.get(place).isEmpty();
    }

    String text(int place) {
      return pattern == null ? "" : pattern.get(place);
    }

    Key varied(int place) {
      List<String> varied = new ArrayList<>(pattern == null ? List.of() : pattern);
      varied.set(place, PathPattern.ID);
      return new Key(method, as, varied);
    }
  }

  private static final class Group {
    private final TreeSet<Integer> statuses = new TreeSet<>();
    private final List<Example> examples = new ArrayList<>();
    private long requests;

    void add(int status, Example example) {
      requests++;
      statuses.add(status);
      example.addTo(examples);
    }

    void addAll(Group other) {
      requests += other.requests;
      statuses.addAll(other.statuses);
      other.examples.forEach(example -> example.addTo(examples));
    }

    Unnamed of(Key key) {
      String pattern = key.pattern == null ? null : PathPattern.template(key.pattern);
      return new Unnamed(key.method, pattern, key.as, requests, statuses, examples);
    }
  }
}
