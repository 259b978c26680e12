package dev.footfall.aggregate;

/** Where an input adds what it contributes. */
@FunctionalInterface
public interface Sums<S> {
  /** The sum to add to; valid until the input is done with. */
  S of(WindowKey key, Label label);
}
