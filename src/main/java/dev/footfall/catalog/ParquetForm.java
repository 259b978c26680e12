package dev.footfall.catalog;

import dev.footfall.parquet.PageCodecs;
import dev.footfall.parquet.ParquetInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Rows of a Parquet file, of which only the columns that are asked for are read. Their values
 * become the texts that a CSV would have, see {@link ParquetText}; an empty one is absent.
 */
final class ParquetForm {
  private ParquetForm() {}

  /**
   * @throws UncheckedIOException where the file cannot be read
   */
  static void read(CatalogSettings settings, ReadCatalog into) {
    try (ParquetFileReader file = ParquetInput.open(new Path(settings.path()))) {
      read(file, settings, into);
    } catch (BrokenCatalogException | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A damaged file makes Parquet's reader fail in every way that there is.
      throw into.broken("is no Parquet file that can be read: " + reason(e, settings));
    }
  }

  private static String reason(Exception e, CatalogSettings settings) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (message == null) {
      return cause.getClass().getSimpleName();
    }
    return message.replace(settings.path() + " ", "").replaceAll("\\s+", " ");
  }

  private static void read(ParquetFileReader file, CatalogSettings settings, ReadCatalog into)
      throws IOException {
    MessageType its = file.getFileMetaData().getSchema();
    List<String> header = its.getFields().stream().map(Type::getName).toList();
    into.column(header, settings.key());
    settings.required().forEach(column -> into.column(header, column));
    MessageType asked =
        new MessageType(
            its.getName(),
            Stream.concat(Stream.of(settings.key()), settings.columns().stream())
                .distinct()
                .filter(header::contains)
                .map(column -> single(its.getType(into.column(header, column)), into))
                .toList());
    file.setRequestedSchema(asked);
    file.getRowGroups().forEach(rows -> checkCodecs(rows, asked, into));
    ParquetEntry entry = new ParquetEntry(asked, settings);
    long row = 0;
    for (PageReadStore rows = file.readNextRowGroup();
        rows != null;
        rows = file.readNextRowGroup()) {
      RecordReader<ParquetEntry> entries =
          new ColumnIOFactory().getColumnIO(asked, its).getRecordReader(rows, entry);
      for (long left = rows.getRowCount(); left > 0; left--) {
        entries.read();
        into.add(++row, entry.key(), entry.values());
      }
    }
  }

  private static Type single(Type column, ReadCatalog into) {
    if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
      throw into.broken(
          "has lists or other nested values in column " + column.getName() + ", not single ones");
    }
    if (ParquetText.of(column.asPrimitiveType()) == null) {
      throw into.broken("has values in column " + column + " that are no text");
    }
    return column;
  }

  private static void checkCodecs(BlockMetaData rows, MessageType asked, ReadCatalog into) {
    for (ColumnChunkMetaData column : rows.getColumns()) {
      String name = column.getPath().toArray()[0];
      if (asked.containsField(name) && !PageCodecs.READ.contains(column.getCodec())) {
        throw into.broken(
            "is compressed with "
                + column.getCodec()
                + "; read are "
                + String.join(", ", PageCodecs.READ.stream().map(Enum::name).sorted().toList()));
      }
    }
  }
}
