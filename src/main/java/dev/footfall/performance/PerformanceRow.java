package dev.footfall.performance;

import dev.footfall.aggregate.AggregateRow;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A row of performance with its summary read. */
public record PerformanceRow(AggregateRow row, PerformanceSummary summary) {

  /** Reads a row's summary. */
  public static PerformanceRow of(AggregateRow row) {
    try {
      return new PerformanceRow(
          row,
          PerformanceSummary.read(new DataInputStream(new ByteArrayInputStream(row.summary()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
