package dev.footfall.cluster;

import java.nio.file.Path;

/**
 * The run to compare with: the same jar over the same input topic, from its beginning and as fast
 * as it goes, with a parallelism that the other run never had and memory enough.
 */
final class UndisturbedRun {
  private static final Run RUN = new Run("undisturbed", "32mb");
  private static final int PARALLELISM = 3;

  private final Stage stage;
  private final Verdict verdict;
  private final SubmittedJob job;

  UndisturbedRun(Stage stage, Path jar, Verdict verdict) {
    this.stage = stage;
    this.verdict = verdict;
    this.job = stage.prepare(RUN, jar);
  }

  Outcome play() {
    Incidents none = new Incidents();
    try (OutputReader reader = stage.read(RUN)) {
      job.submit(PARALLELISM, null);
      stage.awaitAllRead(RUN, job);
      none.observe(job.status());
      job.stop();
      verdict.tell(
          "the undisturbed run has read the same, %,d records out".formatted(reader.count()));
      return stage.outcome(RUN, reader, none);
    }
  }
}
