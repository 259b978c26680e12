package dev.footfall.sink;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of a row one by one, in whatever format they are written. What a {@link Struct}
 * names is written only once its value comes, so an absent value leaves no trace.
 */
public interface RowWriter {
  void beginStruct();

  void endStruct();

  void beginList();

  void endList();

  void beginMap();

  void endMap();

  /** The name of the value that may come next. */
  void name(FieldName name);

  /** The key of the value that comes next in a map. */
  void key(String key);

  /** A string; null is absent. */
  void text(@Nullable String value);

  void bool(boolean value);

  void integer(long value);

  /** A number in thousandths: 12345 is 12.345. */
  void thousandths(long value);

  /** An exact decimal. */
  void decimal(BigDecimal value);

  /** A number as its source wrote it, or a string where the text is no number. */
  void number(String text);

  /** An instant in epoch microseconds. */
  void instantMicros(long epochMicros);

  /** An instant in epoch milliseconds. */
  void instantMillis(long epochMillis);

  /** Bytes; null is absent. */
  void bytes(byte @Nullable [] value);
}
