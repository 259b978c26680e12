package dev.footfall.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A column's value as a text: decimals with the digits of their type, binary fractions as the
 * shortest decimal, without a point where they are whole, dates and times by ISO 8601 (a timestamp
 * that is an instant in UTC, with a Z). An empty text, NaN and infinity are absent.
 */
final class ParquetText extends PrimitiveConverter {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  /** Of a type whose values come another way. */
  private static final Function<Binary, String> NO_BYTES = value -> "";

  private final LongFunction<String> whole;
  private final Function<Binary, String> bytes;
  private @Nullable String text;

  private ParquetText(LongFunction<String> whole, Function<Binary, String> bytes) {
    this.whole = whole;
    this.bytes = bytes;
  }

  /** Null where the type's values have no text that a CSV could hold. */
  static @Nullable ParquetText of(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN, FLOAT, DOUBLE -> new ParquetText(Long::toString, NO_BYTES);
      case INT32, INT64 -> new ParquetText(whole(meaning), NO_BYTES);
      case INT96 -> new ParquetText(Long::toString, ParquetText::oldTimestamp);
      case BINARY, FIXED_LEN_BYTE_ARRAY -> {
        Function<Binary, String> form = bytes(type, meaning);
        yield form == null ? null : new ParquetText(Long::toString, form);
      }
    };
  }

  private static LongFunction<String> whole(@Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
      return number.getBitWidth() == Long.SIZE
          ? Long::toUnsignedString
          : value -> Long.toString(Integer.toUnsignedLong((int) value));
    }
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return value -> BigDecimal.valueOf(value, decimal.getScale()).toPlainString();
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return value -> LocalDate.ofEpochDay(value).toString();
    }
    if (meaning instanceof TimeLogicalTypeAnnotation time) {
      return value ->
          LocalTime.MIDNIGHT
              .plus(value, unit(time.getUnit()))
              .format(DateTimeFormatter.ISO_LOCAL_TIME);
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      return value -> {
        Instant instant = Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
        return timestamp.isAdjustedToUTC()
            ? instant.toString()
            : instant.atOffset(ZoneOffset.UTC).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
      };
    }
    return Long::toString;
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static @Nullable Function<Binary, String> bytes(
      PrimitiveType type, @Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return value ->
          new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()).toPlainString();
    }
    if (meaning instanceof UUIDLogicalTypeAnnotation) {
      return type.stringifier()::stringify;
    }
    boolean isText =
        meaning instanceof StringLogicalTypeAnnotation
            || meaning instanceof EnumLogicalTypeAnnotation
            || meaning instanceof JsonLogicalTypeAnnotation
            || meaning == null // as Impala and Hive write texts
                && type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY;
    return isText ? value -> utf8(value, type.getName()) : null;
  }

  private static String utf8(Binary value, String column) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text in column " + column + " is not UTF-8");
    }
  }

  /** As Impala and Spark wrote instants: nanoseconds of a Julian day. */
  private static String oldTimestamp(Binary value) {
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    return Instant.EPOCH
        .plus(bytes.getInt() - JULIAN_DAY_OF_EPOCH, ChronoUnit.DAYS)
        .plusNanos(nanos)
        .toString();
  }

  /** The last value's; null where there was none. */
  @Nullable String text() {
    return text;
  }

  void clear() {
    text = null;
  }

  @Override
  public void addBinary(Binary value) {
    String read = bytes.apply(value);
    text = read.isEmpty() ? null : read;
  }

  @Override
  public void addBoolean(boolean value) {
    text = Boolean.toString(value);
  }

  @Override
  public void addInt(int value) {
    text = whole.apply(value);
  }

  @Override
  public void addLong(long value) {
    text = whole.apply(value);
  }

  @Override
  public void addFloat(float value) {
    text = Float.isFinite(value) ? decimal(Float.toString(value)) : null;
  }

  @Override
  public void addDouble(double value) {
    text = Double.isFinite(value) ? decimal(Double.toString(value)) : null;
  }

  private static String decimal(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
