package dev.footfall.sink;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** Appends lines to the parts of one subtask. */
final class FolderWriter<T> implements StatefulSinkWriter<T, FolderLengths>, FolderSink.Lines {
  private final int subtask;
  private final Output[] outputs;
  private final FolderSink.Rows<T> rows;
  private final Map<Output, FileChannel> files = new EnumMap<>(Output.class);
  private final Map<Output, OutputStream> streams = new EnumMap<>(Output.class);

  /**
   * @param start the lengths that the parts are cut to
   */
  FolderWriter(FolderOutput folder, Output[] outputs, FolderSink.Rows<T> rows, FolderLengths start)
      throws IOException {
    this.subtask = start.subtask();
    this.outputs = outputs;
    this.rows = rows;
    for (int i = 0; i < outputs.length; i++) {
      FileChannel file =
          FileChannel.open(
              folder.part(outputs[i], subtask),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      file.truncate(start.lengths()[i]);
      file.position(start.lengths()[i]);
      files.put(outputs[i], file);
      streams.put(outputs[i], new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
    }
  }

  @Override
  public void write(T row, Context context) throws IOException {
    rows.write(row, this);
  }

  @Override
  public void write(Output output, byte[] line) throws IOException {
    OutputStream stream = streams.get(output);
    stream.write(line);
    stream.write('\n');
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    for (OutputStream stream : streams.values()) {
      stream.flush();
    }
  }

  @Override
  public List<FolderLengths> snapshotState(long checkpointId) throws IOException {
    long[] lengths = new long[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      lengths[i] = files.get(outputs[i]).position();
    }
    return List.of(new FolderLengths(subtask, lengths));
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : streams.values()) {
      stream.close();
    }
  }
}
