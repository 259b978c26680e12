package dev.footfall.sink;

/** Turns the rows of one output into records. Holds buffers; not thread-safe. */
public interface Encoding<T> {
  Output output();

  /** What compaction keeps the last of. */
  byte[] key(T row);

  /** One JSON object, UTF-8, without a line end; a fresh array. */
  byte[] value(T row);

  /** The time of the Kafka record, epoch milliseconds; negative where there is none. */
  long timestampMillis(T row);

  /** The row as a record for the sink that several outputs share. */
  default OutputRecord record(T row) {
    return new OutputRecord(output(), key(row), value(row), timestampMillis(row));
  }
}
