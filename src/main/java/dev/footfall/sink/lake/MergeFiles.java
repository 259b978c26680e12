package dev.footfall.sink.lake;

import dev.footfall.parquet.ParquetInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.flink.connector.file.sink.compactor.OutputStreamBasedFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Makes one file of several, row by row: so the row groups are large, too, which is what readers
 * skip and compress by. A savepoint may hand files over to a version with more columns, so the
 * schema is that of all files together.
 */
final class MergeFiles extends OutputStreamBasedFileCompactor {
  private static final long serialVersionUID = 1;

  @Override
  protected void doCompact(List<Path> files, OutputStream out) throws IOException {
    try {
      merge(files, out);
    } catch (Error e) {
      // Flink's thread passes on exceptions only: for an error, such as no memory, the job would
      // wait for ever, and its rows with it.
      throw new IOException("files cannot be merged", e);
    }
  }

  private static void merge(List<Path> files, OutputStream out) throws IOException {
    MessageType schema = schema(files.get(0));
    for (Path file : files.subList(1, files.size())) {
      schema = schema.union(schema(file));
    }
    try (ParquetWriter<Group> writer = ParquetFile.create(out, new Groups(schema))) {
      for (Path file : files) {
        copy(file, schema, writer);
      }
    }
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetInput.open(file)) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static void copy(Path file, MessageType schema, ParquetWriter<Group> writer)
      throws IOException {
    try (ParquetFileReader reader = ParquetInput.open(file)) {
      MessageType its = reader.getFileMetaData().getSchema();
      for (PageReadStore rows = reader.readNextRowGroup();
          rows != null;
          rows = reader.readNextRowGroup()) {
        RecordReader<Group> groups =
            new ColumnIOFactory()
                .getColumnIO(schema, its)
                .getRecordReader(rows, new GroupRecordConverter(schema));
        for (long left = rows.getRowCount(); left > 0; left--) {
          writer.write(groups.read());
        }
      }
    }
  }

  private static final class Groups extends ParquetFile.Rows<Group> {
    private final MessageType schema;
    private GroupWriter out;

    private Groups(MessageType schema) {
      super(schema);
      this.schema = schema;
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = new GroupWriter(consumer, schema);
    }

    @Override
    public void write(Group row) {
      out.write(row);
    }
  }
}
