package dev.footfall.aggregate;

import java.io.Serializable;

/**
 * Adds what an input counts to the sums of all windows and labels that it counts in. Plain, and the
 * same for equal inputs.
 */
@FunctionalInterface
public interface Contribute<T, S> extends Serializable {
  /** Adds one input. */
  void contribute(T input, Sums<S> sums);
}
