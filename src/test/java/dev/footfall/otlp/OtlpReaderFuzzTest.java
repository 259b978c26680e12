package dev.footfall.otlp;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class OtlpReaderFuzzTest {
  @Test
  void keepsItsPromisesWhateverTheBytes() throws InterruptedException, ExecutionException {
    new MutationFuzz(System.nanoTime()).runAll(1_000_000, 1);
  }
}
