package dev.footfall.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The entry of the row that was read last. */
final class ParquetEntry extends RecordMaterializer<ParquetEntry> {
  private final List<ParquetText> columns = new ArrayList<>();
  private final int keyPlace;
  private final int[] places;

  /**
   * @param row the key, and those of the columns that the file has
   */
  ParquetEntry(MessageType row, CatalogSettings settings) {
    for (Type column : row.getFields()) {
      columns.add(ParquetText.of(column.asPrimitiveType()));
    }
    keyPlace = row.getFieldIndex(settings.key());
    places =
        settings.columns().stream()
            .mapToInt(column -> row.containsField(column) ? row.getFieldIndex(column) : -1)
            .toArray();
  }

  /** Null where the row has none. */
  @Nullable String key() {
    return columns.get(keyPlace).text();
  }

  /** In the order of the settings' columns; the caller's own. */
  @Nullable String[] values() {
    @Nullable String[] values = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = places[i] < 0 ? null : columns.get(places[i]).text();
    }
    return values;
  }

  @Override
  public ParquetEntry getCurrentRecord() {
    return this;
  }

  @Override
  public GroupConverter getRootConverter() {
    return new GroupConverter() {
      @Override
      public Converter getConverter(int column) {
        return columns.get(column);
      }

      @Override
      public void start() {
        columns.forEach(ParquetText::clear);
      }

      @Override
      public void end() {}
    };
  }
}
