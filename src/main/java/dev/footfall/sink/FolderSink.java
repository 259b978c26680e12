package dev.footfall.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes the outputs of a {@link FolderOutput}, a part per subtask. Exactly once also with
 * checkpoints: a restored writer cuts its parts to the lengths of the checkpoint.
 */
final class FolderSink<T> implements Sink<T>, SupportsWriterState<T, FolderLengths> {
  private static final long serialVersionUID = 1;

  private final FolderOutput folder;
  private final Output[] outputs;
  private final RowsSupplier<T> rows;

  FolderSink(FolderOutput folder, List<Output> outputs, RowsSupplier<T> rows) {
    this.folder = folder;
    this.outputs = outputs.toArray(Output[]::new);
    this.rows = rows;
  }

  /** Takes a line of an output, without its end. */
  interface Lines {
    void write(Output output, byte[] line) throws IOException;
  }

  /** Turns a row into lines. */
  interface Rows<T> {
    void write(T row, Lines lines) throws IOException;
  }

  /** Makes the {@link Rows} where they are used: they hold buffers. */
  interface RowsSupplier<T> extends Supplier<Rows<T>>, Serializable {}

  @Override
  public FolderWriter<T> createWriter(WriterInitContext context) throws IOException {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return new FolderWriter<>(folder, outputs, rows.get(), FolderLengths.start(subtask, outputs));
  }

  @Override
  public StatefulSinkWriter<T, FolderLengths> restoreWriter(
      WriterInitContext context, Collection<FolderLengths> states) throws IOException {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    if (states.isEmpty()) {
      return createWriter(context);
    }
    FolderLengths lengths = states.iterator().next();
    if (states.size() > 1 || lengths.subtask() != subtask) {
      throw new IllegalStateException("a run into a folder cannot change its parallelism");
    }
    return new FolderWriter<>(folder, outputs, rows.get(), lengths);
  }

  @Override
  public SimpleVersionedSerializer<FolderLengths> getWriterStateSerializer() {
    return FolderLengths.SERIALIZER;
  }
}
