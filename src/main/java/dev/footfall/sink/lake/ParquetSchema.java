package dev.footfall.sink.lake;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REPEATED;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import dev.footfall.sink.ColumnType;
import dev.footfall.sink.Field;
import dev.footfall.sink.Struct;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of declared columns: instants are timestamps in microseconds, UTC; numbers are
 * doubles; decimals have 38 digits, 9 of them behind the point, as BigQuery's NUMERIC has; what may
 * be a string or a number is a string. Every field is optional, so that files of all versions can
 * be read as one; lists and maps have the three levels that the format's specification asks for.
 */
final class ParquetSchema {
  static final int DECIMAL_PRECISION = 38;
  static final int DECIMAL_SCALE = 9;
  static final int DECIMAL_BYTES = 16;

  static final String LIST = "list";
  static final String ELEMENT = "element";
  static final String KEY_VALUE = "key_value";
  static final String KEY = "key";
  static final String VALUE = "value";

  private ParquetSchema() {}

  static MessageType of(Struct<?> struct) {
    return new MessageType("footfall", fields(struct));
  }

  private static List<Type> fields(Struct<?> struct) {
    List<Type> types = new ArrayList<>();
    for (Field<?> field : struct.fields()) {
      types.add(type(field.type(), OPTIONAL, field.name()));
    }
    return types;
  }

  private static Type type(ColumnType type, Repetition repetition, String name) {
    if (type instanceof ColumnType.ListOf list) {
      GroupType elements = new GroupType(REPEATED, LIST, type(list.element(), REQUIRED, ELEMENT));
      return Types.buildGroup(repetition).as(listType()).addField(elements).named(name);
    }
    if (type instanceof ColumnType.MapOf map) {
      Type key = Types.required(PrimitiveTypeName.BINARY).as(stringType()).named(KEY);
      GroupType entries =
          new GroupType(REPEATED, KEY_VALUE, key, type(map.value(), OPTIONAL, VALUE));
      return Types.buildGroup(repetition).as(mapType()).addField(entries).named(name);
    }
    if (type instanceof ColumnType.StructOf struct) {
      return new GroupType(repetition, name, fields(struct.struct()));
    }
    return scalar((ColumnType.Scalar) type, repetition, name);
  }

  private static Type scalar(ColumnType.Scalar type, Repetition repetition, String name) {
    return switch (type) {
      case STRING, STRING_OR_NUMBER ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition).as(stringType()).named(name);
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case NUMBER -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case DECIMAL ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(DECIMAL_BYTES)
              .as(decimalType(DECIMAL_SCALE, DECIMAL_PRECISION))
              .named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INSTANT ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(timestampType(true, TimeUnit.MICROS))
              .named(name);
      case BYTES -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
    };
  }
}
