package dev.footfall.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules whose paths a path may fit. Each path of a rule is filed once, under one of its
 * plain segments: that which the fewest others have in the same place, since a thousand paths may
 * begin alike. Immutable.
 */
final class PathIndex {
  private static final Comparator<CompiledRule> IN_ORDER =
      Comparator.comparingInt(rule -> rule.naming().ruleIndex());

  /** Stands for the number of segments where a path's end is open. */
  private static final int OPEN = -1;

  /** What has no plain segment to be filed under, and so is always tried. */
  private final CompiledRule[] always;

  /** By number of segments, then by place, the rules by segment, {@link #always} among them. */
  private final @Nullable Map<String, CompiledRule[]>[][] closed;

  /** The same of paths with an open end, by place only. */
  private final @Nullable Map<String, CompiledRule[]>[] open;

  /** Where a path may be filed. */
  private record File(int segments, int place, String text) {}

  PathIndex(List<CompiledRule> rules) {
    List<CompiledRule> unfiled = new ArrayList<>();
    Map<File, List<CompiledRule>> files = new HashMap<>();
    Map<File, Integer> sizes = new HashMap<>();
    for (CompiledRule rule : rules) {
      shapes(rule)
          .forEach(shape -> files(shape).forEach(file -> sizes.merge(file, 1, Integer::sum)));
    }
    for (CompiledRule rule : rules) {
      List<PathShape> shapes = shapes(rule);
      if (shapes.isEmpty() || shapes.stream().anyMatch(shape -> files(shape).isEmpty())) {
        unfiled.add(rule);
      } else {
        for (PathShape shape : shapes) {
          File smallest = files(shape).stream().min(Comparator.comparing(sizes::get)).orElseThrow();
          files.computeIfAbsent(smallest, file -> new ArrayList<>()).add(rule);
        }
      }
    }
    always = unfiled.toArray(CompiledRule[]::new);
    int longest = files.keySet().stream().mapToInt(File::segments).max().orElse(0);
    int last = files.keySet().stream().mapToInt(File::place).max().orElse(0);
    closed = table(Math.max(0, longest) + 1, last + 1);
    open = closed[0];
    files.forEach(this::put);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<String, CompiledRule[]>[][] table(int rows, int columns) {
    return (Map<String, CompiledRule[]>[][]) new Map<?, ?>[rows][columns];
  }

  private static List<PathShape> shapes(CompiledRule rule) {
    CompiledMatch match = rule.match();
    return match.pathRegex() != null
        ? List.of(match.pathRegex().shape())
        : match.paths().stream().map(PathTemplate::shape).toList();
  }

  /** The places that a path can be filed at, the last first, which often says most. */
  private static List<File> files(PathShape shape) {
    List<File> files = new ArrayList<>();
    List<@Nullable String> texts = shape.texts();
    for (int place = texts.size() - 1; place >= 0; place--) {
      String text = texts.get(place);
      if (text != null) {
        files.add(new File(shape.openEnd() ? OPEN : texts.size(), place, text));
      }
    }
    return files;
  }

  private void put(File file, List<CompiledRule> rules) {
    @Nullable Map<String, CompiledRule[]>[] places =
        file.segments == OPEN ? open : closed[file.segments];
    Map<String, CompiledRule[]> texts = places[file.place];
    if (texts == null) {
      texts = new HashMap<>();
      places[file.place] = texts;
    }
    texts.put(file.text, merged(always, rules.toArray(CompiledRule[]::new)));
  }

  /** The rules to try, in their order; mostly an array that is there already. */
  CompiledRule[] candidates(String @Nullable [] path) {
    CompiledRule[] found = always;
    if (path != null) {
      found = add(found, open, path);
      if (path.length < closed.length) {
        found = add(found, closed[path.length], path);
      }
    }
    return found;
  }

  private CompiledRule[] add(
      CompiledRule[] before, @Nullable Map<String, CompiledRule[]>[] places, String[] path) {
    CompiledRule[] found = before;
    for (int i = Math.min(places.length, path.length) - 1; i >= 0; i--) {
      Map<String, CompiledRule[]> texts = places[i];
      CompiledRule[] here = texts == null ? null : texts.get(path[i]);
      if (here != null) {
        found = found == always ? here : merged(found, here);
      }
    }
    return found;
  }

  /** Of what is in both, one. */
  private static CompiledRule[] merged(CompiledRule[] one, CompiledRule[] other) {
    CompiledRule[] all = new CompiledRule[one.length + other.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < one.length || right < other.length) {
      int order =
          left == one.length
              ? 1
              : right == other.length ? -1 : IN_ORDER.compare(one[left], other[right]);
      CompiledRule next = order <= 0 ? one[left++] : other[right++];
      if (size == 0 || all[size - 1] != next) {
        all[size++] = next;
      }
    }
    return size == all.length ? all : Arrays.copyOf(all, size);
  }
}
