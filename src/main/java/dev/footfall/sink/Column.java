package dev.footfall.sink;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A declared column of an output: the one place from which its JSON, its Parquet, the schema files
 * and the data map come. A column whose value is absent is left out of the row.
 *
 * @param field what it holds; GA4's export name where GA4 has the thing
 * @param purpose why it is there, for the data map
 * @param source what it is made of, for the data map
 * @param role what it is to whoever compares the records of two runs
 */
public record Column<T>(Field<T> field, Purpose purpose, String source, Role role) {

  /** A column that may be absent. */
  public Column(
      String name,
      ColumnType type,
      @Nullable String unit,
      String description,
      Purpose purpose,
      String source,
      Field.Value<T> value) {
    this(new Field<>(name, type, false, unit, description, value), purpose, source, Role.DATA);
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

  /** What two runs over the same input agree in, and by what their records are told apart. */
  public enum Role {
    /** The same in each run. */
    DATA,
    /** The same in each run, and names the record together with the other keys. */
    KEY,
    /** Adds up over the records of a key; the sum is the same in each run. */
    SUM,
    /** Depends on the catalog's content at the time of the run. */
    CATALOG,
    /** Depends on the session that the event belongs to. */
    SESSION,
    /** Depends on all earlier visits; absent where a run has not read of them. */
    HISTORY
  }

  public String name() {
    return field.name();
  }

  /** The same column of a row that this one's row is a part of. */
  <S> Column<S> of(Function<S, T> part) {
    return new Column<>(field.of(part), purpose, source, role);
  }

  /** The same column, with a value on each row. */
  Column<T> always() {
    return new Column<>(
        new Field<>(name(), field.type(), true, field.unit(), field.description(), field.value()),
        purpose,
        source,
        role);
  }

  /** The same column in another role. */
  Column<T> as(Role other) {
    return new Column<>(field, purpose, source, other);
  }
}
