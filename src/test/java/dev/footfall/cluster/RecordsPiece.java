package dev.footfall.cluster;

import dev.footfall.local.compare.Piece;
import dev.footfall.sink.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What was read of a run's topics, for a comparison with another. */
record RecordsPiece(List<OutputRecord> records) implements Piece {
  @Override
  public boolean has(Output output) {
    return true;
  }

  @Override
  public void read(Output output, Records to) {
    for (OutputRecord record : records) {
      if (record.output().equals(output.suffix()) && record.value() != null) {
        to.take(record.value().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
