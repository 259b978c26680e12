package dev.footfall.event;

import org.jspecify.annotations.Nullable;

/**
 * What an event's transaction adds to it.
 *
 * @param repeated another event was the purchase before
 * @param facts of the visitor who made the purchase, for an event of nobody; null where that is not
 *     known, or the event is a visitor's
 */
public record Settlement(boolean repeated, byte @Nullable [] facts) {
  public static final Settlement NONE = new Settlement(false, null);
}
