package dev.footfall.trial;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is different under the other configuration, of events and of sessions. Parts merge, and the
 * same rows give the same result in whatever parts they were compared. Not thread-safe.
 */
public final class Differences implements Serializable {
  private static final long serialVersionUID = 1;

  private final int maxExamples;
  private final TreeMap<String, RuleChange> rules = new TreeMap<>();
  private final TreeMap<Move, Change> moves = new TreeMap<>();
  private final SessionTotals current = new SessionTotals();
  private final SessionTotals shadow = new SessionTotals();
  private final Change sessionsAdded;
  private final Change sessionsGone;
  private final Change sessionsChanged;
  private long requests;
  private long requestsThatDiffer;

  /**
   * @param maxExamples of each kind of difference
   */
  Differences(int maxExamples) {
    this.maxExamples = maxExamples;
    sessionsAdded = new Change(maxExamples);
    sessionsGone = new Change(maxExamples);
    sessionsChanged = new Change(maxExamples);
  }

  /** From the rule that names a request now to the one that would. */
  public record Move(String from, String to) implements Serializable, Comparable<Move> {
    private static final Comparator<Move> ORDER =
        Comparator.comparing(Move::from).thenComparing(Move::to);

    @Override
    public int compareTo(Move other) {
      return ORDER.compare(this, other);
    }
  }

  RuleChange rule(String rule) {
    return rules.computeIfAbsent(rule, id -> new RuleChange(maxExamples));
  }

  Change move(String from, String to) {
    return moves.computeIfAbsent(new Move(from, to), move -> new Change(maxExamples));
  }

  SessionTotals totals(boolean ofShadow) {
    return ofShadow ? shadow : current;
  }

  void countRequest(boolean differs) {
    requests++;
    requestsThatDiffer += differs ? 1 : 0;
  }

  /** All parts together. */
  public static Differences merged(Collection<Differences> parts) {
    Differences merged =
        new Differences(parts.stream().mapToInt(part -> part.maxExamples).max().orElse(0));
    parts.forEach(merged::merge);
    return merged;
  }

  private void merge(Differences other) {
    other.rules.forEach((rule, change) -> rule(rule).merge(change));
    other.moves.forEach((move, change) -> move(move.from(), move.to()).merge(change));
    current.merge(other.current);
    shadow.merge(other.shadow);
    sessionsAdded.merge(other.sessionsAdded);
    sessionsGone.merge(other.sessionsGone);
    sessionsChanged.merge(other.sessionsChanged);
    requests += other.requests;
    requestsThatDiffer += other.requestsThatDiffer;
  }

  /** By rule, those that made no event under either left out. */
  public Map<String, RuleChange> rules() {
    return Collections.unmodifiableMap(rules);
  }

  /** Requests that another rule would name. */
  public Map<Move, Change> moves() {
    return Collections.unmodifiableMap(moves);
  }

  /** Requests with an event under either. */
  public long requests() {
    return requests;
  }

  /** Of these the ones whose events are added, gone, changed or another rule's. */
  public long requestsThatDiffer() {
    return requestsThatDiffer;
  }

  public SessionTotals currentSessions() {
    return current;
  }

  public SessionTotals shadowSessions() {
    return shadow;
  }

  public Change sessionsAdded() {
    return sessionsAdded;
  }

  public Change sessionsGone() {
    return sessionsGone;
  }

  public Change sessionsChanged() {
    return sessionsChanged;
  }
}
