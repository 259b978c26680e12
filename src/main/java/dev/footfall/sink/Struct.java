package dev.footfall.sink;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An object of declared fields: a whole row, or a part of one. Writes its values in the declared
 * order.
 */
public final class Struct<T> {
  private final List<Field<T>> fields;
  private final FieldName[] names;
  private final Field.Value<T>[] values;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private Struct(List<Field<T>> fields) {
    this.fields = List.copyOf(fields);
    values = fields.stream().map(Field::value).toArray(Field.Value[]::new);
    names = new FieldName[values.length];
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.length; i++) {
      names[i] = new FieldName(fields.get(i).name(), i);
      if (!seen.add(names[i].text())) {
        throw new IllegalArgumentException("two fields " + names[i].text());
      }
    }
  }

  /** An object of these fields. */
  @SafeVarargs
  static <T> Struct<T> of(Field<T>... fields) {
    return new Struct<>(List.of(fields));
  }

  /** A row of these columns. */
  public static <T> Struct<T> of(List<Column<T>> columns) {
    return new Struct<>(columns.stream().map(Column::field).toList());
  }

  public List<Field<T>> fields() {
    return fields;
  }

  /** The type of a field that holds one of these. */
  ColumnType type() {
    return new ColumnType.StructOf(this);
  }

  /** The type of a field that holds a list of these. */
  ColumnType listType() {
    return new ColumnType.ListOf(type());
  }

  /** Writes a row, each value in its place. */
  public void write(T row, RowWriter out) {
    out.beginStruct();
    for (int i = 0; i < values.length; i++) {
      out.name(names[i]);
      values[i].write(row, out);
    }
    out.endStruct();
  }

  void writeList(List<T> rows, RowWriter out) {
    out.beginList();
    for (int i = 0; i < rows.size(); i++) {
      write(rows.get(i), out);
    }
    out.endList();
  }
}
