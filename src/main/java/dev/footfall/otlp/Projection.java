package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which attributes the reader keeps of a span or resource: the names of every {@link Field}, and
 * the names that the configured rules test or copy. Slots number them inside one process; nothing
 * that outlives it may hold a slot.
 */
public final class Projection implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Set<Field> URLS =
      EnumSet.of(Field.PATH, Field.QUERY, Field.TARGET, Field.FULL_URL);

  private final String[] names;
  private final byte[][] nameBytes;
  private final int[][] fieldSlots;
  private final int[] ruleSlots;
  private final boolean keepSpanNames;

  /** Slots whose texts are few and come again and again. */
  private final boolean[] repeats;

  /** Names by hash; mostly empty, so that a miss ends at the first look. */
  private final byte[][] tableNames;

  private final int[] tableSlots;

  /** A bit for each length that a name has; the last one stands for 63 and more. */
  private final long lengths;

  /**
   * @param ruleAttributes names read on every span and resource, whatever its kind
   * @param keepSpanNames whether names of spans other than SERVER spans are kept, because a rule
   *     tests them
   */
  public Projection(Set<String> ruleAttributes, boolean keepSpanNames) {
    List<String> all = new ArrayList<>();
    fieldSlots = new int[Field.values().length][];
    for (Field field : Field.values()) {
      fieldSlots[field.ordinal()] = field.names().stream().mapToInt(n -> add(all, n)).toArray();
    }
    ruleSlots = new TreeSet<>(ruleAttributes).stream().mapToInt(n -> add(all, n)).toArray();
    names = all.toArray(String[]::new);
    nameBytes = all.stream().map(n -> n.getBytes(UTF_8)).toArray(byte[][]::new);
    repeats = new boolean[names.length];
    for (Field field : Field.values()) {
      for (int slot : slots(field)) {
        repeats[slot] = !field.personal() && !URLS.contains(field);
      }
    }
    this.keepSpanNames = keepSpanNames;
    tableNames = new byte[Integer.highestOneBit(names.length) * 8][];
    tableSlots = new int[tableNames.length];
    long seen = 0;
    for (int slot = 0; slot < names.length; slot++) {
      seen |= 1L << Math.min(63, nameBytes[slot].length);
      enter(slot);
    }
    lengths = seen;
  }

  private static int add(List<String> all, String name) {
    int slot = all.indexOf(name);
    if (slot >= 0) {
      return slot;
    }
    all.add(name);
    return all.size() - 1;
  }

  private void enter(int slot) {
    byte[] name = nameBytes[slot];
    int at = hash(name, 0, name.length) & (tableNames.length - 1);
    while (tableNames[at] != null) {
      at = (at + 1) & (tableNames.length - 1);
    }
    tableNames[at] = name;
    tableSlots[at] = slot;
  }

  /** The slot of an attribute name, or -1 where nothing asks for it. */
  public int slot(byte[] bytes, int offset, int length) {
    if ((lengths >>> Math.min(63, length) & 1) == 0) {
      return -1;
    }
    int at = hash(bytes, offset, length) & (tableNames.length - 1);
    for (byte[] name = tableNames[at]; name != null; name = tableNames[at]) {
      if (Arrays.equals(name, 0, name.length, bytes, offset, offset + length)) {
        return tableSlots[at];
      }
      at = (at + 1) & (tableNames.length - 1);
    }
    return -1;
  }

  /** Names differ most at their ends, so the last eight bytes and the length tell them apart. */
  private static int hash(byte[] bytes, int offset, int length) {
    long tail = 0;
    if (length >= 8) {
      tail = Utf8.longAt(bytes, offset + length - 8);
    } else {
      for (int i = 0; i < length; i++) {
        tail = tail << 8 | bytes[offset + i] & 0xFF;
      }
    }
    return (int) ((tail + length) * 0x9E3779B97F4A7C15L >>> 40);
  }

  /** How many slots there are. */
  public int size() {
    return names.length;
  }

  /** The attribute name of a slot. */
  public String name(int slot) {
    return names[slot];
  }

  /** Whether a slot's texts are few, not personal, and worth a cache. */
  boolean repeats(int slot) {
    return repeats[slot];
  }

  /**
   * Whether a slot may be written as it is: not if it is personal, nor if it holds a path or query,
   * which leave only in their redacted form.
   */
  boolean writable(int slot) {
    return Arrays.stream(Field.values())
        .filter(field -> field.personal() || URLS.contains(field))
        .noneMatch(field -> field.names().contains(names[slot]));
  }

  boolean keepSpanNames() {
    return keepSpanNames;
  }

  /** The slots of a field's names, in order of precedence. */
  int[] slots(Field field) {
    return fieldSlots[field.ordinal()];
  }

  /** The slots of the names that rules ask for, in the order of the names. */
  int[] ruleSlots() {
    return ruleSlots;
  }
}
