package dev.footfall.parquet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file of a file system that Flink reads. */
public final class ParquetInput implements InputFile {
  private final Path path;

  private ParquetInput(Path path) {
    this.path = path;
  }

  /**
   * Opens a file and reads what it says of itself.
   *
   * @throws UncheckedIOException where the file system fails, then and later; all else that is
   *     thrown is about what the file holds
   * @throws IOException where it cannot be opened, or holds something else
   */
  public static ParquetFileReader open(Path path) throws IOException {
    return ParquetFileReader.open(
        new ParquetInput(path),
        new ParquetReadOptions.Builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .build());
  }

  @Override
  public long getLength() {
    return Stream.get(() -> path.getFileSystem().getFileStatus(path).getLen());
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(Stream.get(() -> path.getFileSystem().open(path)));
  }

  /** The path, which Parquet's messages begin with. */
  @Override
  public String toString() {
    return path.toString();
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final FSDataInputStream in;

    private Stream(FSDataInputStream in) {
      super(new Bytes(in));
      this.in = in;
    }

    @Override
    public long getPos() {
      return get(in::getPos);
    }

    @Override
    public void seek(long position) {
      get(
          () -> {
            in.seek(position);
            return position;
          });
    }

    /** Something of the file system. */
    @FunctionalInterface
    private interface Answer<T> {
      T get() throws IOException;
    }

    private static <T> T get(Answer<T> answer) {
      try {
        return answer.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Bytes extends FilterInputStream {
    private Bytes(FSDataInputStream in) {
      super(in);
    }

    @Override
    public int read() {
      return Stream.get(super::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return Stream.get(() -> super.read(bytes, offset, length));
    }
  }
}
