package dev.footfall.performance;

import dev.footfall.aggregate.AggregateRow;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A row of traffic with its count read. */
public record TrafficRow(AggregateRow row, long count) {

  /** Reads a row's count. */
  public static TrafficRow of(AggregateRow row) {
    try {
      return new TrafficRow(
          row,
          TrafficCount.read(new DataInputStream(new ByteArrayInputStream(row.summary()))).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
