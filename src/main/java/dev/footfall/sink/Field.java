package dev.footfall.sink;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A declared field of a row or of an object in it. A field whose value is absent is left out.
 *
 * @param name lower-case snake case, permanent
 * @param required whether each row has it
 * @param unit such as {@code ms}; null where the value has none
 * @param description what the value is, for an analyst, in one sentence
 * @param value writes the value of a row
 */
public record Field<T>(
    String name,
    ColumnType type,
    boolean required,
    @Nullable String unit,
    String description,
    Value<T> value) {

  /** Writes one value of a row, or nothing where it is absent. */
  @FunctionalInterface
  public interface Value<T> {
    void write(T row, RowWriter out);
  }

  /** A field that each row has, of no unit. */
  static <T> Field<T> always(String name, ColumnType type, String description, Value<T> value) {
    return new Field<>(name, type, true, null, description, value);
  }

  /** A field that may be absent, of no unit. */
  static <T> Field<T> optional(String name, ColumnType type, String description, Value<T> value) {
    return new Field<>(name, type, false, null, description, value);
  }

  /** The same field of a row that this one's row is a part of. */
  <S> Field<S> of(Function<S, T> part) {
    return new Field<>(
        name, type, required, unit, description, (row, out) -> value.write(part.apply(row), out));
  }
}
