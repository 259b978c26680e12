package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable KeptEvents keptEvents;

  /** Slots whose texts are few and come again and again. */
  private final boolean[] repeats;

  /** Per slot: the bit of the field that it may carry, by ordinal; 0 for other names. */
  private final long[] fieldBits;

  /** The ends of the names, in the places that they hash to; mostly 0: a miss ends at one look. */
  private final long[] tableTails;

  private final int[] tableSlots;

  /**
   * @param ruleAttributes names read on every span and resource, whatever its kind
   * @param keepSpanNames whether names of spans other than SERVER spans are kept, because a rule
   *     tests them
   */
  public Projection(Set<String> ruleAttributes, boolean keepSpanNames) {
    this(ruleAttributes, keepSpanNames, Map.of());
  }

  /**
   * The same, with events of spans.
   *
   * @param spanEvents by name of an event, the names of its attributes that are read
   */
  public Projection(
      Set<String> ruleAttributes, boolean keepSpanNames, Map<String, Set<String>> spanEvents) {
    this(List.of(Field.values()), ruleAttributes, keepSpanNames, new KeptEvents(spanEvents));
  }

  /** Only these names, whatever fields they may carry. */
  static Projection ofNames(Set<String> names) {
    return new Projection(List.of(), names, false, null);
  }

  private Projection(
      List<Field> fields,
      Set<String> ruleAttributes,
      boolean keepSpanNames,
      @Nullable KeptEvents keptEvents) {
    List<String> all = new ArrayList<>();
    fieldSlots = new int[Field.values().length][0];
    for (Field field : fields) {
      fieldSlots[field.ordinal()] = field.names().stream().mapToInt(n -> add(all, n)).toArray();
    }
    ruleSlots = new TreeSet<>(ruleAttributes).stream().mapToInt(n -> add(all, n)).toArray();
    names = all.toArray(String[]::new);
    nameBytes = all.stream().map(n -> n.getBytes(UTF_8)).toArray(byte[][]::new);
    repeats = new boolean[names.length];
    fieldBits = new long[names.length];
    for (Field field : fields) {
      for (int slot : slots(field)) {
        fieldBits[slot] = 1L << field.ordinal();
        repeats[slot] = !field.personal() && !URLS.contains(field);
      }
    }
    this.keepSpanNames = keepSpanNames;
    this.keptEvents = keptEvents;
    tableTails = new long[Integer.highestOneBit(Math.max(1, names.length)) * 8];
    tableSlots = new int[tableTails.length];
    for (int slot = 0; slot < names.length; slot++) {
      enter(slot);
    }
  }

  /** The same, and the names of all spans. */
  public Projection withSpanNames() {
    Set<String> ruleAttributes = new TreeSet<>();
    for (int slot : ruleSlots) {
      ruleAttributes.add(names[slot]);
    }
    return new Projection(List.of(Field.values()), ruleAttributes, true, keptEvents);
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
    long tail = tail(name, 0, name.length);
    int at = place(tail, name.length);
    while (tableTails[at] != 0) {
      at = next(at);
    }
    tableTails[at] = tail;
    tableSlots[at] = slot;
  }

  /** The slot of an attribute name, or -1 where nothing asks for it. */
  public int slot(byte[] bytes, int offset, int length) {
    long wanted = tail(bytes, offset, length);
    int at = place(wanted, length);
    for (long tail = tableTails[at]; tail != 0; tail = tableTails[at]) {
      int slot = tableSlots[at];
      if (tail == wanted && ByteWords.equal(nameBytes[slot], bytes, offset, length)) {
        return slot;
      }
      at = next(at);
    }
    return -1;
  }

  /** The last eight bytes, in which names differ most; never 0. */
  private static long tail(byte[] bytes, int offset, int length) {
    if (length >= 8) {
      return ByteWords.longAt(bytes, offset + length - 8) | 1;
    }
    long tail = 1;
    for (int i = 0; i < length; i++) {
      tail = tail << 8 | bytes[offset + i] & 0xFF;
    }
    return tail;
  }

  private int place(long tail, int length) {
    return (int) ((tail + length) * 0x9E3779B97F4A7C15L >>> 40) & (tableTails.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (tableTails.length - 1);
  }

  /** How many slots there are. */
  public int size() {
    return names.length;
  }

  /** The attribute name of a slot. */
  public String name(int slot) {
    return names[slot];
  }

  /** The bit of the field that a slot may carry, by ordinal; 0 where it is none's. */
  long fieldBit(int slot) {
    return fieldBits[slot];
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
    return writable(names[slot]);
  }

  /** The same, by name. */
  static boolean writable(String name) {
    Field field = Field.named(name);
    return field == null || !(field.personal() || URLS.contains(field));
  }

  boolean keepSpanNames() {
    return keepSpanNames;
  }

  /** What is kept of spans' events. */
  KeptEvents keptEvents() {
    return Objects.requireNonNull(keptEvents);
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
