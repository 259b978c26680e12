package dev.footfall.sink;

/**
 * The type of a declared value, wherever it is written: in JSON, in Parquet, in a schema. Lists and
 * maps hold no absent values.
 */
public sealed interface ColumnType {

  /** A single value. */
  enum Scalar implements ColumnType {
    STRING,
    INTEGER,
    /** A number of at most three decimals, such as milliseconds. */
    NUMBER,
    /** An exact decimal, such as an amount of money. */
    DECIMAL,
    BOOLEAN,
    /** In JSON a string such as {@code 2026-11-24T11:29:52.560123Z}. */
    INSTANT,
    /** Bytes; in JSON in Base64, with padding. */
    BYTES,
    /** Told by each value: a string, or a number as its source wrote it. */
    STRING_OR_NUMBER
  }

  /** A list of values of one type. */
  record ListOf(ColumnType element) implements ColumnType {}

  /** Values of one type by name; in JSON an object. */
  record MapOf(ColumnType value) implements ColumnType {}

  /** An object of declared fields. */
  record StructOf(Struct<?> struct) implements ColumnType {}
}
