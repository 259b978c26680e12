package dev.footfall.aggregate;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The first phase: sums of one subtask, by the moment at which they go out. What goes out by a
 * watermark must be handed on before it; all else may wait, and grow. Not thread-safe.
 */
final class PartialSums<S extends Summary<S>> implements Sums<S> {
  private final Aggregation<S> aggregation;
  private final TreeMap<Long, Map<Place, S>> byEmission = new TreeMap<>();
  private long timeMillis = Long.MIN_VALUE;
  private int size;
  private long late;

  private record Place(WindowKey key, Label label) {}

  PartialSums(Aggregation<S> aggregation) {
    this.aggregation = aggregation;
  }

  /** The time of what is added from now on. */
  void at(long timeMillis) {
    this.timeMillis = timeMillis;
  }

  /**
   * The sum that goes out at the present time's moment; one that leads nowhere if it is too late.
   */
  @Override
  public S of(WindowKey key, Label label) {
    long emission = aggregation.times().emissionMillis(key, timeMillis);
    if (emission == RowTimes.NEVER) {
      late++;
      return aggregation.begin().summary();
    }
    Map<Place, S> sums = byEmission.computeIfAbsent(emission, moment -> new HashMap<>());
    Place place = new Place(key, label);
    S sum = sums.get(place);
    if (sum == null) {
      sum = aggregation.begin().summary();
      sums.put(place, sum);
      size++;
    }
    return sum;
  }

  /** How many sums there are. */
  int size() {
    return size;
  }

  /** How many contributions came when their window was forgotten. */
  long late() {
    return late;
  }

  /** Hands on all that goes out by this moment, and lets go of it. */
  void flush(long untilMillis, Consumer<Contribution> out) {
    Iterator<Map.Entry<Long, Map<Place, S>>> due =
        byEmission.headMap(untilMillis, true).entrySet().iterator();
    while (due.hasNext()) {
      Map.Entry<Long, Map<Place, S>> moment = due.next();
      long emission = moment.getKey();
      moment
          .getValue()
          .forEach(
              (place, sum) ->
                  out.accept(new Contribution(place.key, place.label, emission, sum.toBytes())));
      size -= moment.getValue().size();
      due.remove();
    }
  }
}
