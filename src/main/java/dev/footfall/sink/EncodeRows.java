package dev.footfall.sink;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.util.function.SerializableSupplier;

/** Encodes the rows of a rare output as records for the sink that the rare outputs share. */
public final class EncodeRows<T> extends RichMapFunction<T, OutputRecord> {
  private final SerializableSupplier<Encoding<T>> encodings;

  private transient Encoding<T> encoding;

  public EncodeRows(SerializableSupplier<Encoding<T>> encodings) {
    this.encodings = encodings;
  }

  @Override
  public void open(OpenContext context) {
    encoding = encodings.get();
  }

  @Override
  public OutputRecord map(T row) {
    return encoding.record(row);
  }
}
