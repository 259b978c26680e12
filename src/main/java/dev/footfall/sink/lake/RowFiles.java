package dev.footfall.sink.lake;

import dev.footfall.sink.RowEncoder;
import dev.footfall.sink.RowWriter;
import dev.footfall.sink.Struct;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the files of an output. */
final class RowFiles<T, R> implements BulkWriter.Factory<T> {
  private static final long serialVersionUID = 1;

  private final Reading<T, R> reading;
  private final StructSupplier<R> structs;
  private transient Struct<R> struct;

  /**
   * @param reading how a row is read from what comes
   */
  RowFiles(Reading<T, R> reading, StructSupplier<R> structs) {
    this.reading = reading;
    this.structs = structs;
  }

  /** Reads a row. */
  interface Reading<T, R> extends Function<T, R>, Serializable {}

  /** Makes the declaration where it is used: it holds lambdas. */
  interface StructSupplier<T> extends Supplier<Struct<T>>, Serializable {}

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
    if (struct == null) {
      struct = structs.get();
    }
    return new RowFile<>(out, reading, struct);
  }

  /**
   * Begins the file with its first row: Flink opens one of these also where {@link MergeFiles} is
   * about to write a whole file into the stream, and finishes it behind that.
   */
  private static final class RowFile<T, R> implements BulkWriter<T> {
    private final FSDataOutputStream out;
    private final Reading<T, R> reading;
    private final Struct<R> struct;
    private @Nullable ParquetWriter<R> writer;

    private RowFile(FSDataOutputStream out, Reading<T, R> reading, Struct<R> struct) {
      this.out = out;
      this.reading = reading;
      this.struct = struct;
    }

    @Override
    public void addElement(T row) throws IOException {
      if (writer == null) {
        writer = ParquetFile.create(out, new StructRows<>(struct));
      }
      writer.write(reading.apply(row));
    }

    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
      if (writer != null) {
        writer.close();
      }
    }
  }

  private static final class StructRows<T> extends ParquetFile.Rows<T> {
    private final Struct<T> struct;
    private RowWriter out;

    private StructRows(Struct<T> struct) {
      super(ParquetSchema.of(struct));
      this.struct = struct;
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = new ParquetRow(consumer, RowEncoder.TEXT_LIMIT);
    }

    @Override
    public void write(T row) {
      struct.write(row, out);
    }
  }
}
