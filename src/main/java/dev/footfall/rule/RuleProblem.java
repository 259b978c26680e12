package dev.footfall.rule;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rule, and where, so that whoever read the rules can name line and column.
 *
 * @param ruleId null where the problem lies in the event settings themselves
 * @param key path of the setting below the rule, in the names of {@code footfall.yaml}: {@code
 *     match.path[1]}, {@code match.any_span[0].regex}, {@code params.item_id[0].pattern}; below
 *     {@code events} where there is no rule: {@code api_paths[0]}. What may be a list is numbered
 *     also where the file has a single value.
 */
public record RuleProblem(@Nullable String ruleId, String key, String message) {
  @Override
  public String toString() {
    return (ruleId == null ? "events" : "rule " + ruleId) + ", " + key + ": " + message;
  }
}
