package dev.footfall.sink;

/** The outputs of the job, each a Kafka topic or a file. */
public enum Output {
  EVENTS("events"),
  ACCOUNTING("accounting"),
  DEAD_LETTERS("dead-letters");

  private final String suffix;

  Output(String suffix) {
    this.suffix = suffix;
  }

  /** The topic's name behind the prefix and a dot, and the file's name before {@code .jsonl}. */
  public String suffix() {
    return suffix;
  }
}
