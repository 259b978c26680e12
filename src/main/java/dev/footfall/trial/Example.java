package dev.footfall.trial;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One of those that a change is about; the earliest are shown.
 *
 * @param micros when it happened, epoch microseconds
 * @param id of its trace; of a session the visitor's
 * @param place tells apart what shares the id: the span's id, or empty
 * @param words method and path of the request; of a session the page that it began with
 */
public record Example(long micros, String id, String place, String words)
    implements Serializable, Comparable<Example> {
  private static final Comparator<Example> EARLIEST =
      Comparator.comparingLong(Example::micros)
          .thenComparing(Example::id)
          .thenComparing(Example::place);

  @Override
  public int compareTo(Example other) {
    return EARLIEST.compare(this, other);
  }
}
