package dev.footfall.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened to a job while it ran, from what the JobManagers said in between. */
final class Incidents {
  private final List<Duration> recoveries = new ArrayList<>();
  private final List<String> lostJobs = new ArrayList<>();
  private int restarts;
  private int restartsOfThisLeader;
  private long inFlightBytes;
  private long failedCommittables;

  /** Takes note of a status; figures begin anew with each JobManager, and with each submission. */
  void observe(JobStatus status) {
    restarts += Math.max(0, status.restarts() - restartsOfThisLeader);
    restartsOfThisLeader = Math.max(restartsOfThisLeader, status.restarts());
    inFlightBytes = Math.max(inFlightBytes, status.inFlightBytes());
    failedCommittables = Math.max(failedCommittables, status.failedCommittables());
  }

  void newLeader() {
    restartsOfThisLeader = 0;
  }

  /**
   * @param sameJob the job that now runs, and the only one, is the one that was struck
   */
  void recovered(Strike strike, Duration recovery, boolean sameJob) {
    recoveries.add(recovery);
    if (!sameJob) {
      lostJobs.add(strike.toString());
    }
  }

  List<Duration> recoveries() {
    return recoveries;
  }

  /** Strikes after which not the same job, and nothing else, ran. */
  List<String> lostJobs() {
    return lostJobs;
  }

  int restarts() {
    return restarts;
  }

  /** The most that a checkpoint held of data on its way between tasks. */
  long inFlightBytes() {
    return inFlightBytes;
  }

  long failedCommittables() {
    return failedCommittables;
  }
}
