package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The projected attributes of one span or resource while its record is read: a type and a slice of
 * bytes or a number per slot. Reused from span to span; valid only inside the handler's call. Of a
 * repeated key the first value counts.
 *
 * <p>An array of one string is that string; of several, they are joined: for a field by a comma, as
 * HTTP joins header lines, for what only rules ask for by U+001F, which {@link Span.Value} knows
 * about, and there numbers and booleans too. Other arrays, maps and values nested deeper are
 * absent.
 */
public final class Attributes {
  /** What a slot holds. */
  public enum Type {
    ABSENT,
    STRING,
    LONG,
    DOUBLE,
    BOOLEAN
  }

  /** Stands between the values of a list that rules may ask for; no sender writes it in a text. */
  static final byte LIST_SEPARATOR = 0x1F;

  private static final Type[] TYPES = Type.values();
  private static final byte NOT_SEEN = 0;
  private static final byte UNUSABLE = (byte) (Type.ABSENT.ordinal() + 1);
  private static final byte[] NO_BYTES = new byte[0];

  private final Projection projection;
  private final TextCache texts;

  /** Per slot: {@link #NOT_SEEN}, or one more than the ordinal of its type. */
  private final byte[] states;

  /** Per slot: its number, or offset (upper half) and length of its text. */
  private final long[] values;

  /** Per slot: what its text lies in, where that is not the record; null where it is. */
  private final byte @Nullable [][] ownSources;

  private boolean hasOwnSources;
  private byte[] record = NO_BYTES;

  /** The slots that {@link #clear} has to empty. */
  private final int[] taken;

  private int takenCount;

  /** A bit for each field that a taken slot may carry, by ordinal: most fields are not there. */
  private long fieldsHere;

  /** How many of the taken slots are in {@link #fieldsHere} already. */
  private int fieldsLooked;

  /** Holds texts of this span that are not slices of the record. */
  private final TextBuffer ownTexts = new TextBuffer();

  private int replacedStrings;

  Attributes(Projection projection, TextCache texts) {
    this.projection = projection;
    this.texts = texts;
    int slots = projection.size();
    states = new byte[slots];
    values = new long[slots];
    ownSources = new byte[slots][];
    taken = new int[slots];
  }

  /** What the slot holds; ABSENT also where its key came with a value that is no use. */
  public Type type(int slot) {
    byte state = states[slot];
    return state == NOT_SEEN ? Type.ABSENT : TYPES[state - 1];
  }

  /**
   * The bytes that {@link #offset} and {@link #length} of a STRING slot point into, UTF-8; not
   * always the record's.
   */
  public byte[] bytes(int slot) {
    byte[] own = ownSources[slot];
    return own == null ? record : own;
  }

  public int offset(int slot) {
    return (int) (values[slot] >>> 32);
  }

  public int length(int slot) {
    return (int) values[slot];
  }

  /** The value of a LONG slot, 0 or 1 of a BOOLEAN one, the raw IEEE 754 bits of a DOUBLE one. */
  public long number(int slot) {
    return values[slot];
  }

  boolean isNumber(int slot) {
    Type type = type(slot);
    return type == Type.LONG || type == Type.DOUBLE;
  }

  /** The slot that carries the field here, by precedence of its names, or -1. */
  public int find(Field field) {
    for (; fieldsLooked < takenCount; fieldsLooked++) {
      fieldsHere |= projection.fieldBit(taken[fieldsLooked]);
    }
    if ((fieldsHere >>> field.ordinal() & 1) == 0) {
      return -1;
    }
    for (int slot : projection.slots(field)) {
      if (states[slot] > UNUSABLE) {
        return slot;
      }
    }
    return -1;
  }

  /**
   * The value at a slot as a String (U+FFFD for bytes that are not UTF-8); numbers in decimal; null
   * where absent.
   */
  public @Nullable String text(int slot) {
    return switch (type(slot)) {
      case ABSENT -> null;
      case STRING -> string(slot);
      case LONG -> Long.toString(values[slot]);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(values[slot]));
      case BOOLEAN -> values[slot] != 0 ? "true" : "false";
    };
  }

  private String string(int slot) {
    return projection.repeats(slot)
        ? texts.text(bytes(slot), offset(slot), length(slot))
        : new String(bytes(slot), offset(slot), length(slot), UTF_8);
  }

  Projection projection() {
    return projection;
  }

  /** Whether the key came already; then a later value for it does not count. */
  boolean has(int slot) {
    return states[slot] != NOT_SEEN;
  }

  /** Begins another record, in which texts lie. */
  void start(byte[] nextRecord) {
    clear();
    record = nextRecord;
  }

  void clear() {
    for (int i = 0; i < takenCount; i++) {
      states[taken[i]] = NOT_SEEN;
    }
    takenCount = 0;
    fieldsHere = 0;
    fieldsLooked = 0;
    if (hasOwnSources) {
      Arrays.fill(ownSources, null);
      hasOwnSources = false;
    }
    ownTexts.reset();
  }

  void putUnusable(int slot) {
    take(slot, Type.ABSENT, 0);
  }

  void putNumber(int slot, Type type, long number) {
    take(slot, type, number);
  }

  void putString(int slot, byte[] bytes, int offset, int length) {
    if (!ByteWords.isAscii(bytes, offset, length)) {
      byte[] mended = Utf8.mended(bytes, offset, length);
      if (mended != null) {
        replacedStrings++;
        putOwn(slot, mended, 0, mended.length);
        return;
      }
    }
    if (bytes == record) {
      take(slot, Type.STRING, (long) offset << 32 | length);
    } else {
      putOwn(slot, bytes, offset, length);
    }
  }

  private void putOwn(int slot, byte[] bytes, int offset, int length) {
    ownSources[slot] = bytes;
    hasOwnSources = true;
    take(slot, Type.STRING, (long) offset << 32 | length);
  }

  /** Where texts are put together that are not slices of the record. */
  TextBuffer ownTexts() {
    return ownTexts;
  }

  /** Puts the text that was begun last in {@link #ownTexts}, mended where it is not UTF-8. */
  void putOwnText(int slot) {
    putString(slot, ownTexts.bytes(), ownTexts.start(), ownTexts.length());
  }

  /** The same for a text that is known to be UTF-8. */
  void putOwnUtf8(int slot) {
    putOwn(slot, ownTexts.bytes(), ownTexts.start(), ownTexts.length());
  }

  /** What stands between the values of a list: for fields a comma, as HTTP joins header lines. */
  byte separator(int slot) {
    return projection.fieldBit(slot) != 0 ? (byte) ',' : LIST_SEPARATOR;
  }

  /** Whether a list may hold such a value: lists of fields are of texts only. */
  boolean takesInList(int slot, boolean text) {
    return text || projection.fieldBit(slot) == 0;
  }

  /** Counts a string that was not UTF-8 and was mended before it came here. */
  void countReplacedString() {
    replacedStrings++;
  }

  /** How many strings were not UTF-8 since this was asked last. */
  int takeReplacedStrings() {
    int replaced = replacedStrings;
    replacedStrings = 0;
    return replaced;
  }

  private void take(int slot, Type type, long value) {
    states[slot] = (byte) (type.ordinal() + 1);
    values[slot] = value;
    taken[takenCount++] = slot;
  }
}
