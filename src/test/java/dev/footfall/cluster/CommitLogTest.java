package dev.footfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitLogTest {
  private static final String RUNS =
      "13:30:01,000 [sink: Committer (1/2)#3] INFO  Task - sink: Committer (1/2)#3 (0a1b) switched"
          + " from INITIALIZING to RUNNING.";
  private static final String COMPLAINT =
      "13:30:00,000 [sink: Committer (1/2)#3] WARN  KafkaCommitter - Unable to commit transaction"
          + " (CommitRequestImpl{}) because its producer is already fenced.";

  @Test
  void aRefusalBeforeTheTaskRunsIsARepeatedCommit() {
    assertThat(CommitLog.of(List.of(COMPLAINT, RUNS))).isEqualTo(new CommitLog(List.of(), 1));
  }

  @Test
  void aRefusalWhileTheTaskRunsIsALoss() {
    assertThat(CommitLog.of(List.of(RUNS, COMPLAINT)).lost()).containsExactly(COMPLAINT);
  }

  @Test
  void theSameNameInALaterSubmissionBeginsAnew() {
    String deploys = RUNS.replace("INITIALIZING to RUNNING", "CREATED to DEPLOYING");
    assertThat(CommitLog.of(List.of(RUNS, deploys, COMPLAINT)).lost()).isEmpty();
  }

  @Test
  void anotherAttemptsRunningSaysNothing() {
    assertThat(CommitLog.of(List.of(RUNS.replace("#3", "#2"), COMPLAINT)).lost()).isEmpty();
  }
}
