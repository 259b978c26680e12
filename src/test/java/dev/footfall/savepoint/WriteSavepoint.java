package dev.footfall.savepoint;

import dev.footfall.privacy.DayKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Keeps a savepoint of today's code beside those there are: {@code scripts/savepoints} runs this.
 */
final class WriteSavepoint {
  private WriteSavepoint() {}

  public static void main(String[] arguments) throws Exception {
    KeptInput.writeIfMissing();
    Path keys = Kept.FOLDER.resolve("keys.txt");
    if (!Files.exists(keys)) {
      DayKeys.generate(keys, LocalDate.of(2026, 11, 22), 5);
    }
    KeptInput input = KeptInput.read();
    int number = Kept.savepoints().stream().mapToInt(Kept::number).max().orElse(0) + 1;
    Path kept = Kept.FOLDER.resolve(number + Kept.SUFFIX);
    Path folder = Files.createTempDirectory("footfall-savepoint-");
    try (JobRuns runs = new JobRuns(folder)) {
      runs.feed(input.records().subList(0, input.cut()));
      String savepoint = runs.run("written", Kept.configuration(), null, false);
      Kept.keep(Path.of(URI.create(savepoint)), kept);
      System.out.println(kept + ", " + Files.size(kept) + " bytes");
    }
    System.exit(0);
  }
}
