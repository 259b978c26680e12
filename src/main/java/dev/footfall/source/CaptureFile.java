package dev.footfall.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A captured piece of a topic: JSON lines, one Kafka record each ({@link CaptureLine}), compressed
 * by gzip or not, which is told from the bytes. Lines are ordered by timestamp, then partition,
 * then offset, but nothing relies on more than the order of offsets within a partition.
 *
 * @param path of the file, as text because it travels with the job
 * @param topic of records whose line names none
 */
public record CaptureFile(String path, String topic) implements Serializable {

  /** Opens the file at its first record. */
  public Reader open() throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(Path.of(path)), 1 << 16);
    try {
      bytes.mark(2);
      boolean isGzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
      bytes.reset();
      InputStream text = isGzip ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new Reader(new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      bytes.close();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Creates the file, or empties it; compressed where its name ends in {@code .gz}. */
  public RecordWriter create() throws IOException {
    OutputStream bytes = Files.newOutputStream(Path.of(path));
    OutputStream out = path.endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
    return new RecordWriter(
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
  }

  /** Reads records one after the other. */
  public final class Reader implements AutoCloseable {
    private final BufferedReader lines;
    private long line;

    private Reader(BufferedReader lines) {
      this.lines = lines;
    }

    /**
     * The next record; null at the end.
     *
     * @throws IOException naming file and line, where the line is not a record
     */
    public @Nullable RawRecord next() throws IOException {
      return next(CaptureLine.ANY_PARTITION);
    }

    /** The next record of a partition, of whatever topic; null at the end. */
    @Nullable RawRecord next(int partition) throws IOException {
      try {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          line++;
          RawRecord record = text.isBlank() ? null : CaptureLine.parse(text, topic, partition);
          if (record != null) {
            return record;
          }
        }
        return null;
      } catch (IOException e) {
        // A JSON parser's own message quotes the line, which may hold personal data.
        throw new IOException(path + ":" + line + ": " + CaptureLine.problem(e), e);
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Writes records as lines. */
  public static final class RecordWriter implements AutoCloseable {
    private final Writer out;

    private RecordWriter(Writer out) {
      this.out = out;
    }

    public void write(RawRecord record) throws IOException {
      out.write(CaptureLine.format(record));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
