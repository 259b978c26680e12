package dev.footfall.otlp;

import java.io.Serializable;
import java.util.Set;

/**
 * Which attributes the reader keeps of a span or resource: the names of every {@link Field}, and
 * the names that the configured rules test or copy. Slots number them inside one process; nothing
 * that outlives it may hold a slot.
 */
public final class Projection implements Serializable {
  /**
   * @param ruleAttributes names read on every span and resource, whatever its kind
   * @param keepSpanNames whether names of spans other than SERVER spans are kept, because a rule
   *     tests them
   */
  public Projection(Set<String> ruleAttributes, boolean keepSpanNames) {
    throw new UnsupportedOperationException();
  }

  /** The slot of an attribute name, or -1 where nothing asks for it. */
  public int slot(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** How many slots there are. */
  public int size() {
    throw new UnsupportedOperationException();
  }

  /** The attribute name of a slot. */
  public String name(int slot) {
    throw new UnsupportedOperationException();
  }

  /** The slots of a field's names, in order of precedence. */
  int[] slots(Field field) {
    throw new UnsupportedOperationException();
  }

  /** The slots of the names that rules ask for, in the order of the names. */
  int[] ruleSlots() {
    throw new UnsupportedOperationException();
  }
}
