package dev.footfall.cluster;

/** Collects what held and what did not, and says so line by line. */
final class Verdict {
  private final long startNanos = System.nanoTime();
  private int passed;
  private int failed;

  /** A line of the story, with the seconds since its beginning. */
  void tell(String what) {
    System.out.printf("%6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, what);
  }

  void check(String promise, boolean holds, String detail) {
    if (holds) {
      passed++;
    } else {
      failed++;
    }
    System.out.printf("%s  %s: %s%n", holds ? "ok  " : "FAIL", promise, detail);
  }

  boolean allPassed() {
    return failed == 0 && passed > 0;
  }

  /** The closing line, which CI reads. */
  @Override
  public String toString() {
    return passed + " passed, " + failed + " failed";
  }
}
