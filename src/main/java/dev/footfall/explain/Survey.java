package dev.footfall.explain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules made of the requests of many traces.
 *
 * @param requests of visitors, whatever became of them
 * @param rules all, in their order
 * @param dropped requests that were dropped by no rule of the user's, by reason
 * @param unnamed requests that no rule names, by pattern, the most frequent first
 */
public record Survey(
    long requests, List<RuleUse> rules, Map<String, Long> dropped, List<Unnamed> unnamed) {
  /** Examples that are kept of each. */
  public static final int MAX_EXAMPLES = 3;

  /**
   * A request as an example.
   *
   * @param traceId 32 hex
   */
  public record Example(
      @Nullable String method, @Nullable String path, int status, String traceId) {

    /** Adds it where there is room and no example of the same request. */
    void addTo(List<Example> examples) {
      if (examples.size() < MAX_EXAMPLES && examples.stream().noneMatch(this::isLike)) {
        examples.add(this);
      }
    }

    private boolean isLike(Example other) {
      return status == other.status
          && Objects.equals(method, other.method)
          && Objects.equals(path, other.path);
    }
  }

  /**
   * What a rule matched.
   *
   * @param event null where the rule drops
   * @param requests that it named or dropped
   * @param params its parameters, in its order, with how many requests gave a value
   * @param dropped values that did not fit, by parameter
   */
  public record RuleUse(
      String rule,
      @Nullable String event,
      long requests,
      List<Example> examples,
      Map<String, Long> params,
      Map<String, Long> dropped) {}

  /**
   * Requests that no rule names and whose paths read alike.
   *
   * @param pattern a path template, in which {@code {id}} stands for what varies; null where the
   *     requests have no path
   * @param as the fall-back's name, or {@code redirect}, which is dropped
   * @param statuses that were answered
   */
  public record Unnamed(
      @Nullable String method,
      @Nullable String pattern,
      String as,
      long requests,
      SortedSet<Integer> statuses,
      List<Example> examples) {}
}
