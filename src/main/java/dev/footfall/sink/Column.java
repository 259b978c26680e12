package dev.footfall.sink;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A declared column of an output: the one place from which its JSON, and later its schema files and
 * the data map, come. A column whose value is absent is left out of the row.
 *
 * @param name GA4's export name where GA4 has the thing; lower-case snake case, permanent
 * @param unit such as {@code ms}; null where the value has none
 * @param description what the value is, for an analyst, in one sentence
 * @param purpose why it is there, for the data map
 * @param source what it is made of, for the data map
 * @param value writes the value of a row
 */
public record Column<T>(
    String name,
    Type type,
    @Nullable String unit,
    String description,
    Purpose purpose,
    String source,
    Value<T> value) {

  /** Types of JSON values; INSTANT is a string such as {@code 2026-11-24T11:29:52.560123Z}. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    INSTANT,
    OBJECT,
    ARRAY
  }

  /** Why a column is there. */
  public enum Purpose {
    /** To order, join, revise and audit records. */
    RECORD_KEEPING,
    /** What was done on the site. */
    ANALYSIS,
    /** To count visitors and tell them apart. */
    VISITORS,
    /** Where visitors come from. */
    ATTRIBUTION,
    /** How well and by which services a request was served. */
    PERFORMANCE,
    /** What the visitor chose about their data. */
    CHOICE
  }

  /** Writes one value of a row, or nothing where it is absent. */
  @FunctionalInterface
  public interface Value<T> {
    void write(T row, JsonWriter out);
  }

  /** The same column of a row that this one's row is a part of. */
  <S> Column<S> of(Function<S, T> part) {
    return new Column<>(
        name,
        type,
        unit,
        description,
        purpose,
        source,
        (row, out) -> value.write(part.apply(row), out));
  }

  /** The name as it stands before a value in JSON: quoted, with a colon. */
  byte[] jsonName() {
    return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
  }
}
