package dev.footfall.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The run in which things happen: feeds the input slice by slice and strikes once in each. */
final class DisturbedRun {
  static final String NAME = "disturbed";
  private static final Run RUN = new Run(NAME, "1mb");

  /** Long enough for a strike to meet a job that is busy, and for a few checkpoints around it. */
  private static final double SLICE_SECONDS = 9;

  private final Stage stage;
  private final Verdict verdict;
  private final SubmittedJob job;
  private final Incidents incidents = new Incidents();

  DisturbedRun(Stage stage, Path jar, Verdict verdict) {
    this.stage = stage;
    this.verdict = verdict;
    this.job = stage.prepare(RUN, jar);
  }

  Outcome play(Input input, List<Strike> story) {
    double slices = story.size() + 1;
    double pace = input.records().size() / (slices * SLICE_SECONDS);
    String server = stage.broker().bootstrapServers();
    try (OutputReader reader = stage.read(RUN);
        Feeder feeder = new Feeder(server, Run.INPUT_TOPIC, input.records(), pace)) {
      job.submit(story.get(0).parallelism(), null);
      verdict.tell("the job runs; input begins, %.0f records/s".formatted(pace));
      feeder.start();
      for (int act = 0; act < story.size(); act++) {
        feeder.allow((act + 1) / slices);
        Strike strike = story.get(act);
        String before = job.id();
        Duration recovery = play(strike);
        verdict.tell(
            "%s; output again after %.1f s; %,d records out"
                .formatted(strike, recovery.toMillis() / 1e3, reader.count()));
        if (strike.kind() != Strike.Kind.RESCALE) {
          incidents.recovered(strike, recovery, stage.monitor().liveJobs().equals(List.of(before)));
        }
      }
      feeder.allow(1);
      feeder.awaitEnd(Duration.ofMinutes(3));
      stage.awaitAllRead(RUN, job);
      incidents.observe(job.status());
      job.stop();
      verdict.tell("all read; stopped");
      return stage.outcome(RUN, reader, incidents);
    }
  }

  /** The TaskManager that was drawn, or the next one if no task runs on that. */
  private int busy(int drawn) {
    String resourceId = stage.cluster().resourceId(drawn);
    boolean works = stage.monitor().taskManagersOf(job.id()).contains(resourceId);
    return works ? drawn : (drawn + 1) % FlinkCluster.TASK_MANAGERS;
  }

  /** Returns the time from the strike to the completion of a checkpoint that began after it. */
  private Duration play(Strike strike) {
    incidents.observe(job.status());
    Runnable deed = prepare(strike);
    if (strike.duringCheckpoint()) {
      Await.until("a checkpoint", Duration.ofSeconds(60), job::checkpointInProgress);
    }
    Await.pause(Duration.ofMillis(strike.delayMillis()));
    long nowMillis = System.currentTimeMillis();
    deed.run();
    job.awaitCheckpointAfter(nowMillis);
    Duration recovery = Duration.ofMillis(System.currentTimeMillis() - nowMillis);
    stage.awaitTaskManagers();
    incidents.observe(job.status());
    return recovery;
  }

  /** All that takes time is done before the moment of the strike. */
  private Runnable prepare(Strike strike) {
    FlinkCluster cluster = stage.cluster();
    return switch (strike.kind()) {
      case KILL_TASK_MANAGER -> {
        int victim = busy(strike.taskManager());
        yield () -> {
          cluster.killTaskManager(victim);
          cluster.startTaskManager(victim);
        };
      }
      case KILL_JOB_MANAGER ->
          () -> {
            cluster.killJobManager();
            cluster.startJobManager();
            incidents.newLeader();
          };
      case RESCALE ->
          () -> {
            job.submit(strike.parallelism(), job.stop());
            incidents.newLeader();
          };
    };
  }
}
