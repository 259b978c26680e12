package dev.footfall.local.compare;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.footfall.local.compare.ComparedOutput.Folding;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares two runs output by output: of each key the last revision, what is taken back gone, only
 * sessions that are closed and windows that are final, in whatever order and pieces they came.
 * Records are parted on disk first, so that memory is bounded by a part of one output.
 *
 * @param range of time that is compared
 * @param pinnedCatalog whether both had the same content of the catalog
 * @param everyRevision compares each record instead of the last, as often as it is there, with
 *     nothing exempt
 * @param space where the folder for the parts is made
 */
public record CompareRuns(Range range, boolean pinnedCatalog, boolean everyRevision, Path space) {

  /**
   * Compares an output.
   *
   * @param first pieces of one run
   * @param second pieces of the other
   * @throws UnreadableRun where a record of either cannot be read
   */
  public Findings compare(Output name, List<? extends Piece> first, List<? extends Piece> second)
      throws IOException {
    ComparedOutput output = ComparedOutput.of(name);
    Folding folding = everyRevision ? Folding.COUNT : output.folding();
    Findings findings = new Findings(name);
    Path folder = Files.createTempDirectory(space, "compare-runs-");
    try {
      ReadRecords reader = new ReadRecords(output, folding, range);
      Buckets a = part(folder.resolve("first"), first, reader, findings.first, name);
      Buckets b = part(folder.resolve("second"), second, reader, findings.second, name);
      CompareOutput compare = new CompareOutput(output, folding, pinnedCatalog, findings);
      for (int i = 0; i < Buckets.COUNT; i++) {
        Fold ofFirst = new Fold(output, folding, findings.first);
        Fold ofSecond = new Fold(output, folding, findings.second);
        a.drain(i, ofFirst::add);
        b.drain(i, ofSecond::add);
        compare.part(ofFirst.rows(), ofSecond.rows());
      }
      return findings;
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static Buckets part(
      Path folder, List<? extends Piece> run, ReadRecords reader, SideCounts counts, Output name)
      throws IOException {
    Files.createDirectory(folder);
    try (Buckets buckets = new Buckets(folder)) {
      for (Piece piece : run) {
        piece.read(
            name,
            line -> {
              RunRecord record = reader.read(line);
              if (record != null) {
                counts.records++;
                buckets.add(record);
              }
            });
      }
      return buckets;
    }
  }
}
