package dev.footfall.funnel;

import dev.footfall.funnel.FunnelEvent.Held;
import dev.footfall.funnel.FunnelEvent.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events among which one funnel looks for attempts, in total order: all of a visitor, or those
 * of one session, or those that carry one held value. Events that play no part are left out; what a
 * strict funnel has to know of them is in {@link #brokenBefore}.
 */
final class Track {
  final @Nullable String heldValue;

  /** Index of each event in the visitor's log. */
  int[] places = new int[8];

  long[] micros = new long[8];
  long[] steps = new long[8];
  long[] exclusions = new long[8];
  boolean[] interaction = new boolean[8];

  /** Whether an interaction outside of this track lies between the event and the one before. */
  boolean[] brokenBefore = new boolean[8];

  int size;

  private final List<Held> held = new ArrayList<>();
  private int interactions;

  Track(@Nullable String heldValue) {
    this.heldValue = heldValue;
  }

  /**
   * @param place in the log
   * @param role null where the event plays none
   * @param carried the held value as this event carries it
   * @param interactionsBefore how many interactions of the visitor come before the event
   */
  void add(
      int place,
      FunnelEvent event,
      @Nullable Role role,
      @Nullable Held carried,
      int interactionsBefore) {
    if (size == places.length) {
      grow();
    }
    places[size] = place;
    micros[size] = event.micros();
    steps[size] = role == null ? 0 : role.steps();
    exclusions[size] = role == null ? 0 : role.exclusions();
    interaction[size] = event.interaction();
    brokenBefore[size] = interactionsBefore > interactions;
    interactions = interactionsBefore + (event.interaction() ? 1 : 0);
    if (carried != null) {
      held.add(carried);
    }
    size++;
  }

  /** The held value as an event of this track carries it; null where none is held. */
  @Nullable Held held(int index) {
    return held.isEmpty() ? null : held.get(index);
  }

  /** The first index from one on whose event is later than a time. */
  int after(long time, int from) {
    int low = from;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (micros[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first index from one on whose event serves a step or a later one; the size for none. */
  int serving(int step, int from) {
    int event = from;
    while (event < size && steps[event] >>> step == 0) {
      event++;
    }
    return event;
  }

  private void grow() {
    int length = 2 * size;
    places = Arrays.copyOf(places, length);
    micros = Arrays.copyOf(micros, length);
    steps = Arrays.copyOf(steps, length);
    exclusions = Arrays.copyOf(exclusions, length);
    interaction = Arrays.copyOf(interaction, length);
    brokenBefore = Arrays.copyOf(brokenBefore, length);
  }
}
