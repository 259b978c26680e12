package dev.footfall.otlp;

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

  Attributes(Projection projection) {
    throw new UnsupportedOperationException();
  }

  public Type type(int slot) {
    throw new UnsupportedOperationException();
  }

  /**
   * The bytes that {@link #offset} and {@link #length} of a STRING slot point into; not always the
   * record's.
   */
  public byte[] bytes(int slot) {
    throw new UnsupportedOperationException();
  }

  public int offset(int slot) {
    throw new UnsupportedOperationException();
  }

  public int length(int slot) {
    throw new UnsupportedOperationException();
  }

  /** The value of a LONG slot, 0 or 1 of a BOOLEAN one, the raw IEEE 754 bits of a DOUBLE one. */
  public long number(int slot) {
    throw new UnsupportedOperationException();
  }

  /** The slot that carries the field here, by precedence of its names, or -1. */
  public int find(Field field) {
    throw new UnsupportedOperationException();
  }

  /**
   * The value at a slot as a String (U+FFFD for bytes that are not UTF-8); numbers in decimal; null
   * where absent.
   */
  public String text(int slot) {
    throw new UnsupportedOperationException();
  }
}
