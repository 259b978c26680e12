package dev.footfall.sink;

import java.util.function.Function;

/** Turns the rows of one output into records. Holds buffers; not thread-safe. */
public interface Encoding<T> {
  Output output();

  /** What compaction keeps the last of. */
  byte[] key(T row);

  /** One JSON object, UTF-8, without a line end; a fresh array. */
  byte[] value(T row);

  /** The time of the Kafka record, epoch milliseconds; negative where there is none. */
  long timestampMillis(T row);

  /** The same encoding for rows that its own are read from. */
  default <S> Encoding<S> of(Function<S, T> read) {
    Encoding<T> encoding = this;
    return new Encoding<>() {
      @Override
      public Output output() {
        return encoding.output();
      }

      @Override
      public byte[] key(S row) {
        return encoding.key(read.apply(row));
      }

      @Override
      public byte[] value(S row) {
        return encoding.value(read.apply(row));
      }

      @Override
      public long timestampMillis(S row) {
        return encoding.timestampMillis(read.apply(row));
      }

      @Override
      public OutputRecord record(S row) {
        return encoding.record(read.apply(row));
      }
    };
  }

  /** The row as a record for the sink that several outputs share. */
  default OutputRecord record(T row) {
    return new OutputRecord(output(), key(row), value(row), timestampMillis(row));
  }
}
