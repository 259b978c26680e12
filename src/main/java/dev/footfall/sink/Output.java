package dev.footfall.sink;

import java.util.List;

/** The outputs of the job, each a Kafka topic or a file. */
public enum Output {
  EVENTS("events"),
  SESSIONS("sessions"),
  FUNNELS("funnels"),
  PERFORMANCE("performance"),
  TRAFFIC("traffic"),
  ACCOUNTING("accounting"),
  DEAD_LETTERS("dead-letters");

  /** Those that are few and share a sink. */
  static final List<Output> RARE = List.of(FUNNELS, PERFORMANCE, TRAFFIC, ACCOUNTING, DEAD_LETTERS);

  private final String suffix;

  Output(String suffix) {
    this.suffix = suffix;
  }

  /** The topic's name behind the prefix and a dot, and the file's name before {@code .jsonl}. */
  public String suffix() {
    return suffix;
  }
}
