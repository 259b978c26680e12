package dev.footfall.sink.lake;

import dev.footfall.parquet.PageCodecs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes Parquet files into Flink's streams. */
final class ParquetFile {
  /** What a row group holds at most; also bounds what a file that is being written keeps. */
  private static final long ROW_GROUP_BYTES = 32 << 20;

  private ParquetFile() {}

  /** Takes the rows of a file, and hands their values on. */
  abstract static class Rows<T> extends WriteSupport<T> {
    private final MessageType schema;

    Rows(MessageType schema) {
      this.schema = schema;
    }

    @Override
    public final WriteContext init(Configuration hadoop) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public final WriteContext init(ParquetConfiguration plain) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public abstract void prepareForWrite(RecordConsumer out);
  }

  /** Starts a file, to be closed by the writer, which leaves the stream open. */
  static <T> ParquetWriter<T> create(OutputStream out, Rows<T> rows) throws IOException {
    return new Builder<>(new Out(out), rows)
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(new PageCodecs())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .build();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final Rows<T> rows;

    private Builder(OutputFile file, Rows<T> rows) {
      super(file);
      this.rows = rows;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
      return rows;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration plain) {
      return rows;
    }
  }

  private record Out(OutputStream stream) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new Positioned(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Counts what is written; leaves the stream open, since Flink closes and commits it. */
  private static final class Positioned extends PositionOutputStream {
    private final OutputStream stream;
    private long position;

    private Positioned(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int one) throws IOException {
      stream.write(one);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.flush();
    }
  }
}
