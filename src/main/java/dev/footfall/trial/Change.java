package dev.footfall.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How often something is different in one way, in which columns, with examples. Whatever the order
 * and grouping in which it is counted, the result is the same. Not thread-safe.
 */
public final class Change implements Serializable {
  private static final long serialVersionUID = 1;

  /** Columns that are told apart: the names of parameters are the user's own. */
  private static final int MAX_COLUMNS = 200;

  private static final int MAX_TEXT = 200;

  private final int maxExamples;
  private final TreeSet<Example> examples = new TreeSet<>();
  private final TreeMap<String, Column> columns = new TreeMap<>();
  private long count;

  Change(int maxExamples) {
    this.maxExamples = maxExamples;
  }

  /**
   * A column that differs.
   *
   * @param count how often
   * @param example the earliest
   * @param current the value there, as it is written; null where it is absent
   * @param shadow the other's
   */
  public record Column(
      long count, Example example, @Nullable String current, @Nullable String shadow)
      implements Serializable {
    Column plus(Column other) {
      Column first = example.compareTo(other.example) <= 0 ? this : other;
      return new Column(count + other.count, first.example, first.current, first.shadow);
    }
  }

  void add(Example example) {
    count++;
    keep(example);
  }

  /** Adds one that both sides have, with the columns in which they differ. */
  void add(Example example, SortedMap<String, String> current, SortedMap<String, String> shadow) {
    add(example);
    TreeSet<String> names = new TreeSet<>(current.keySet());
    names.addAll(shadow.keySet());
    for (String name : names) {
      String one = current.get(name);
      String other = shadow.get(name);
      if (!Objects.equals(one, other)) {
        keep(name, new Column(1, example, cut(one), cut(other)));
      }
    }
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  void merge(Change other) {
    count += other.count;
    other.examples.forEach(this::keep);
    other.columns.forEach(this::keep);
  }

  private void keep(Example example) {
    examples.add(example);
    if (examples.size() > maxExamples) {
      examples.pollLast();
    }
  }

  private void keep(String name, Column column) {
    boolean own = columns.containsKey(name) || columns.size() < MAX_COLUMNS;
    columns.merge(own ? name : "(other)", column, Column::plus);
  }

  public long count() {
    return count;
  }

  /** The earliest, in their order. */
  public NavigableSet<Example> examples() {
    return Collections.unmodifiableNavigableSet(examples);
  }

  /** By name. */
  public Map<String, Column> columns() {
    return Collections.unmodifiableMap(columns);
  }
}
