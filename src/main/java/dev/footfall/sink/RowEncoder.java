package dev.footfall.sink;

import java.util.List;

/**
 * Encodes rows as JSON objects by their declared columns, in their order, absent values left out.
 *
 * <p>A row stays below {@link #MAX_ROW_BYTES}, because a record over the producer's limit would
 * fail the job again and again: texts are cut to {@link #TEXT_LIMIT} characters, and where that is
 * not enough, to {@link #SHORT_TEXT_LIMIT}. Not thread-safe.
 */
public final class RowEncoder<T> {
  /** Characters of a text that go out. */
  public static final int TEXT_LIMIT = 8_192;

  static final int SHORT_TEXT_LIMIT = 256;

  /** Kafka's default {@code max.request.size} is 1 MiB, key and overhead included. */
  static final int MAX_ROW_BYTES = 1_000_000;

  private final Struct<T> struct;
  private final JsonWriter out = new JsonWriter();

  public RowEncoder(List<Column<T>> columns) {
    struct = Struct.of(columns);
  }

  public byte[] encode(T row) {
    write(row, TEXT_LIMIT);
    if (out.length() > MAX_ROW_BYTES) {
      write(row, SHORT_TEXT_LIMIT);
    }
    return out.toBytes();
  }

  private void write(T row, int textLimit) {
    out.reset(textLimit);
    struct.write(row, out);
  }
}
