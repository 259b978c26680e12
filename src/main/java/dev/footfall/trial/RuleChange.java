package dev.footfall.trial;

import java.io.Serializable;

/** What changes of the events that one rule makes. Not thread-safe. */
public final class RuleChange implements Serializable {
  private static final long serialVersionUID = 1;

  private final Change added;
  private final Change gone;
  private final Change changed;
  private final Change restamped;
  private long current;
  private long shadow;

  RuleChange(int maxExamples) {
    added = new Change(maxExamples);
    gone = new Change(maxExamples);
    changed = new Change(maxExamples);
    restamped = new Change(maxExamples);
  }

  void count(boolean inShadow) {
    if (inShadow) {
      shadow++;
    } else {
      current++;
    }
  }

  void merge(RuleChange other) {
    current += other.current;
    shadow += other.shadow;
    added.merge(other.added);
    gone.merge(other.gone);
    changed.merge(other.changed);
    restamped.merge(other.restamped);
  }

  /** Its events under the current configuration. */
  public long current() {
    return current;
  }

  /** Its events under the other. */
  public long shadow() {
    return shadow;
  }

  /** Events of requests that had none by any rule. */
  public Change added() {
    return added;
  }

  /** Events of requests that have none any more. */
  public Change gone() {
    return gone;
  }

  /** Events that both have, and that differ in what they say of their request. */
  public Change changed() {
    return changed;
  }

  /** Events that differ in nothing but where in which session they are. */
  public Change restamped() {
    return restamped;
  }

  /** Whether any of its events is different, apart from the session that it is in. */
  public boolean isDifferent() {
    return current != shadow || added.count() + gone.count() + changed.count() > 0;
  }
}
