package dev.footfall.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens to the cluster while it works.
 *
 * @param taskManager whose index, for kinds that kill one; another if no task runs on it
 * @param parallelism of the job afterwards
 * @param duringCheckpoint wait for a checkpoint to begin first
 * @param delayMillis then wait this long, then strike
 */
record Strike(
    Kind kind, int taskManager, int parallelism, boolean duringCheckpoint, int delayMillis) {

  /** What is done. */
  enum Kind {
    KILL_TASK_MANAGER,
    KILL_JOB_MANAGER,
    /** Stop with a savepoint, start from it with another parallelism. */
    RESCALE
  }

  /**
   * The story of a seed. The order is fixed, so that each state of the cluster meets each kind;
   * whom it meets and when is drawn. A checkpoint takes some 100 ms: a strike 0 to 250 ms after its
   * beginning falls into its writing, between pre-commit and commit, or just behind it.
   */
  static List<Strike> story(long seed) {
    Random random = new Random(seed);
    List<Strike> story = new ArrayList<>();
    story.add(killTaskManager(random, 2, false));
    story.add(killTaskManager(random, 2, true));
    story.add(new Strike(Kind.RESCALE, -1, 4, false, random.nextInt(3_000)));
    story.add(killTaskManager(random, 4, true));
    story.add(new Strike(Kind.KILL_JOB_MANAGER, -1, 4, false, random.nextInt(3_000)));
    story.add(killTaskManager(random, 4, true));
    story.add(new Strike(Kind.RESCALE, -1, 1, false, random.nextInt(3_000)));
    return story;
  }

  private static Strike killTaskManager(Random random, int parallelism, boolean duringCheckpoint) {
    int taskManager = random.nextInt(FlinkCluster.TASK_MANAGERS);
    int delayMillis = random.nextInt(duringCheckpoint ? 250 : 3_000);
    return new Strike(
        Kind.KILL_TASK_MANAGER, taskManager, parallelism, duringCheckpoint, delayMillis);
  }

  @Override
  public String toString() {
    String what =
        switch (kind) {
          case KILL_TASK_MANAGER -> "a TaskManager killed";
          case KILL_JOB_MANAGER -> "JobManager killed";
          case RESCALE -> "stopped with a savepoint, parallelism " + parallelism;
        };
    return "%s %d ms after %s"
        .formatted(what, delayMillis, duringCheckpoint ? "a checkpoint began" : "the last act");
  }
}
