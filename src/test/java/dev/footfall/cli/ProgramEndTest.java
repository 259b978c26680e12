package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.client.program.ProgramParametrizationException;
import org.junit.jupiter.api.Test;

class ProgramEndTest {

  /** As in a JobManager, whose process is not ours to end: an exit would end this test's. */
  @Test
  void throwsTheFailureInWordsWhereTheProcessIsSomebodyElses() {
    String[] args = {"validate", "--config", "nowhere.yaml"};

    assertThatThrownBy(() -> ProgramEnd.run(Footfall.commandLine(), args))
        .isInstanceOf(ProgramParametrizationException.class)
        .hasMessage("Footfall ended with exit code 3: nowhere.yaml: no such file");
  }

  @Test
  void returnsAfterSuccessThere() {
    ProgramEnd.run(Footfall.commandLine(), new String[] {"--version"});
  }
}
