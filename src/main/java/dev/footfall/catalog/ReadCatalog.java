package dev.footfall.catalog;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Reads a catalog's file, whole or not at all. */
final class ReadCatalog {
  private final CatalogSettings settings;
  private final CatalogTable table;

  private ReadCatalog(CatalogSettings settings) {
    this.settings = settings;
    this.table = new CatalogTable(settings.columns().size());
  }

  /** A form that the file may have. */
  @FunctionalInterface
  interface Form {
    void read(Reader in, CatalogSettings settings, ReadCatalog into) throws IOException;
  }

  private static boolean isParquet(CatalogSettings settings) {
    return settings.path().endsWith(".parquet");
  }

  /** What the name of a file of text says of its form; null where it says nothing that is known. */
  private static @Nullable Form form(String file) {
    String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    if (name.endsWith(".csv")) {
      return CsvForm::read;
    }
    return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? JsonLinesForm::read : null;
  }

  /**
   * The entries of a file.
   *
   * @throws BrokenCatalogException where it is not what it should be
   * @throws IOException where it cannot be read
   */
  static CatalogTable read(CatalogSettings settings) throws IOException {
    if (isParquet(settings)) {
      return readParquet(settings);
    }
    Path path = new Path(settings.path());
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      return read(settings, in);
    }
  }

  private static CatalogTable readParquet(CatalogSettings settings) throws IOException {
    ReadCatalog read = new ReadCatalog(settings);
    try {
      ParquetForm.read(settings, read);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return read.notEmpty();
  }

  /** The entries of a file of text. */
  static CatalogTable read(CatalogSettings settings, InputStream file) throws IOException {
    ReadCatalog read = new ReadCatalog(settings);
    Form form = form(settings.path());
    if (form == null) {
      throw read.broken(
          "is neither .csv nor .jsonl nor .ndjson, with or without .gz, nor .parquet");
    }
    try (Reader in = read.decoded(file)) {
      form.read(in, settings, read);
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw read.failure(e);
    }
    return read.notEmpty();
  }

  private CatalogTable notEmpty() {
    if (table.size() == 0) {
      throw broken("is empty");
    }
    return table;
  }

  /** Bytes that are no UTF-8 are an error; a byte order mark is passed over. */
  private Reader decoded(InputStream file) throws IOException {
    InputStream bytes =
        new BufferedInputStream(
            settings.path().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file, 1 << 16);
    bytes.mark(3);
    if (!(bytes.read() == 0xEF && bytes.read() == 0xBB && bytes.read() == 0xBF)) {
      bytes.reset();
    }
    return new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
  }

  /**
   * The place of a column that must be there.
   *
   * @throws BrokenCatalogException where it is not, or more than one is
   */
  int column(List<String> header, String column) {
    int place = header.indexOf(column);
    if (place < 0) {
      throw broken("has no column " + column + "; it has " + String.join(", ", header));
    }
    if (header.lastIndexOf(column) != place) {
      throw broken("has two columns " + column);
    }
    return place;
  }

  /**
   * @param line or row, from 1
   */
  void add(long line, @Nullable String key, @Nullable String[] values) {
    if (key == null || key.isEmpty()) {
      throw broken(line, "has no " + settings.key());
    }
    try {
      if (!table.put(key, values)) {
        throw broken(line, "has the " + settings.key() + " of a " + unit() + " before: " + key);
      }
    } catch (IllegalArgumentException e) {
      throw broken(line, String.valueOf(e.getMessage()));
    }
  }

  /** What a failure means, which the readers wrap in their own ones. */
  private BrokenCatalogException failure(Exception e) throws IOException {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    if (cause instanceof CharacterCodingException || cause instanceof CharConversionException) {
      return broken("is not UTF-8");
    }
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return broken("is no gzip: " + cause.getMessage());
    }
    throw cause instanceof IOException failed ? failed : new IOException(e);
  }

  BrokenCatalogException broken(String problem) {
    return new BrokenCatalogException(settings.path(), problem);
  }

  BrokenCatalogException broken(long line, String problem) {
    return broken(unit() + " " + line + ": " + problem);
  }

  private String unit() {
    return isParquet(settings) ? "row" : "line";
  }
}
