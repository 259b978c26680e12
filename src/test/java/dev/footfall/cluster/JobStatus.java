package dev.footfall.cluster;

/**
 * What the JobManager says of a job at one moment.
 *
 * @param state Flink's, for example {@code RUNNING}; {@code UNREACHABLE} while no JobManager
 *     answers
 * @param restarts of the job since this JobManager leads
 * @param checkpointInProgress one is being taken now
 * @param completedCheckpoint id of the last completed one, 0 where there is none
 * @param completedTriggerMillis when that was triggered, epoch milliseconds
 * @param inFlightBytes the most that a checkpoint of this job held of data on its way between tasks
 * @param failedCommittables transactions that could not be committed, over all sinks
 */
record JobStatus(
    String state,
    int restarts,
    boolean checkpointInProgress,
    long completedCheckpoint,
    long completedTriggerMillis,
    long inFlightBytes,
    long failedCommittables) {
  static final JobStatus UNREACHABLE = new JobStatus("UNREACHABLE", 0, false, 0, 0, 0, 0);
}
