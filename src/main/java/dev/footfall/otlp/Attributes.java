package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The projected attributes of one span or resource while its record is read: a type and a slice of
 * bytes or a number per slot. Reused from span to span; valid only inside the handler's call. Of a
 * repeated key the first value counts.
 *
 * <p>An array of one string is that string; of several, they are joined by a comma, as HTTP joins
 * header lines. Other arrays, maps and values nested deeper are absent.
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

  private static final byte[] NO_BYTES = new byte[0];

  private final Projection projection;
  private final TextCache texts;

  /** Null where the key did not come; ABSENT where it came with a value that is no use. */
  private final @Nullable Type[] types;

  private final byte[][] sources;
  private final int[] offsets;
  private final int[] lengths;
  private final long[] numbers;

  /** The slots that {@link #clear} has to empty. */
  private final int[] taken;

  private int takenCount;

  /** Holds texts of this span that are not slices of the record. */
  private final TextBuffer ownTexts = new TextBuffer();

  private int replacedStrings;

  Attributes(Projection projection, TextCache texts) {
    this.projection = projection;
    this.texts = texts;
    int slots = projection.size();
    types = new Type[slots];
    sources = new byte[slots][];
    Arrays.fill(sources, NO_BYTES);
    offsets = new int[slots];
    lengths = new int[slots];
    numbers = new long[slots];
    taken = new int[slots];
  }

  public Type type(int slot) {
    Type type = types[slot];
    return type == null ? Type.ABSENT : type;
  }

  /**
   * The bytes that {@link #offset} and {@link #length} of a STRING slot point into, UTF-8; not
   * always the record's.
   */
  public byte[] bytes(int slot) {
    return sources[slot];
  }

  public int offset(int slot) {
    return offsets[slot];
  }

  public int length(int slot) {
    return lengths[slot];
  }

  /** The value of a LONG slot, 0 or 1 of a BOOLEAN one, the raw IEEE 754 bits of a DOUBLE one. */
  public long number(int slot) {
    return numbers[slot];
  }

  /** The slot that carries the field here, by precedence of its names, or -1. */
  public int find(Field field) {
    for (int slot : projection.slots(field)) {
      if (types[slot] != null && types[slot] != Type.ABSENT) {
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
      case LONG -> Long.toString(numbers[slot]);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(numbers[slot]));
      case BOOLEAN -> numbers[slot] != 0 ? "true" : "false";
    };
  }

  private String string(int slot) {
    return projection.repeats(slot)
        ? texts.text(sources[slot], offsets[slot], lengths[slot])
        : new String(sources[slot], offsets[slot], lengths[slot], UTF_8);
  }

  Projection projection() {
    return projection;
  }

  /** Whether the key came already; then a later value for it does not count. */
  boolean has(int slot) {
    return types[slot] != null;
  }

  void clear() {
    for (int i = 0; i < takenCount; i++) {
      types[taken[i]] = null;
      sources[taken[i]] = NO_BYTES;
    }
    takenCount = 0;
    ownTexts.reset();
  }

  void putUnusable(int slot) {
    take(slot, Type.ABSENT);
  }

  void putNumber(int slot, Type type, long number) {
    take(slot, type);
    numbers[slot] = number;
  }

  void putString(int slot, byte[] bytes, int offset, int length) {
    take(slot, Type.STRING);
    byte[] mended = Utf8.mended(bytes, offset, length);
    if (mended != null) {
      replacedStrings++;
    }
    sources[slot] = mended == null ? bytes : mended;
    offsets[slot] = mended == null ? offset : 0;
    lengths[slot] = mended == null ? length : mended.length;
  }

  /** Where texts are put together that are not slices of the record. */
  TextBuffer ownTexts() {
    return ownTexts;
  }

  /** Puts the text that was begun last in {@link #ownTexts}. */
  void putOwnText(int slot) {
    putString(slot, ownTexts.bytes(), ownTexts.start(), ownTexts.length());
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

  private void take(int slot, Type type) {
    types[slot] = type;
    taken[takenCount++] = slot;
  }
}
