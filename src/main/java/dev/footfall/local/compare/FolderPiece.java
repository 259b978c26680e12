package dev.footfall.local.compare;

import dev.footfall.sink.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with one NDJSON file per output, as a replay writes it. */
record FolderPiece(Path folder) implements Piece {
  FolderPiece {
    if (!Files.isDirectory(folder)) {
      throw new UnreadableRun(folder + " is no folder");
    }
  }

  @Override
  public boolean has(Output output) {
    return Files.exists(file(output));
  }

  @Override
  public void read(Output output, Records records) {
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file(output))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        records.take(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UnreadableRun(file(output) + ": " + e, e);
    } catch (UnreadableRun e) {
      throw e.at(file(output) + ":" + number);
    }
  }

  private Path file(Output output) {
    return folder.resolve(output.suffix() + ".jsonl");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
