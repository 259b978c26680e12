package dev.footfall.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of values, of which the first names the columns (RFC 4180). An empty value is absent. */
final class CsvForm {
  private CsvForm() {}

  static void read(Reader in, CatalogSettings settings, ReadCatalog into) throws IOException {
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .fieldSeparator(settings.separator())
            .ignoreDifferentFieldCount(false)
            .ofCsvRecord(in)) {
      Iterator<CsvRecord> records = lines.iterator();
      if (!records.hasNext()) {
        throw into.broken("is empty");
      }
      List<String> header = records.next().getFields().stream().map(String::strip).toList();
      int key = into.column(header, settings.key());
      settings.required().forEach(column -> into.column(header, column));
      int[] places = settings.columns().stream().mapToInt(header::indexOf).toArray();
      while (records.hasNext()) {
        CsvRecord record = records.next();
        into.add(record.getStartingLineNumber(), record.getField(key), values(record, places));
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw into.broken("is no CSV: " + reason.getMessage());
    }
  }

  private static @Nullable String[] values(CsvRecord record, int[] places) {
    @Nullable String[] values = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      String value = places[i] < 0 ? "" : record.getField(places[i]);
      values[i] = value.isEmpty() ? null : value;
    }
    return values;
  }
}
