package dev.footfall.local.shop;

import dev.footfall.source.CaptureFile;
import dev.footfall.source.CaptureFile.RecordWriter;
import dev.footfall.source.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A made-up shop's traffic as a capture file. */
public final class ShopCapture {
  private ShopCapture() {}

  /** Writes so many spans, those of the last trace included; says what was made. */
  public static ShopLedger write(Path file, ShopSettings settings, long spans) throws IOException {
    long[] offsets = new long[settings.partitions()];
    List<RawRecord> records = new ArrayList<>();
    ShopLedger ledger =
        new ShopTraffic(
                settings,
                made ->
                    records.add(
                        new RawRecord(
                            "otlp_spans",
                            made.partition(),
                            offsets[made.partition()]++,
                            made.timestampMillis(),
                            null,
                            made.value(),
                            List.of())))
            .runUntil(spans);
    try (RecordWriter writer = new CaptureFile(file.toString(), "otlp_spans").create()) {
      for (RawRecord record : records) {
        writer.write(record);
      }
    }
    return ledger;
  }
}
