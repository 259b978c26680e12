package dev.footfall.event;

/** Is told of parameter values that were dropped, to count them: a metric, no output. */
@FunctionalInterface
public interface RejectedValues {
  /**
   * @param reason {@code pattern} where the value does not fit the declared pattern, {@code number}
   *     where it is none
   */
  void count(String rule, String parameter, String reason);
}
