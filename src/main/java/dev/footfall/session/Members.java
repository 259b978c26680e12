package dev.footfall.session;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.session.Session.Content;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a session, in the order of their numbers. Interactions are all kept singly, of the
 * others a bounded number; what is older is folded into sums, and no longer changes.
 */
final class Members {
  final List<Member> interactions = new ArrayList<>();
  final Deque<Member> others = new ArrayDeque<>(2);

  /** Of most sessions nothing is folded: null. */
  @Nullable Sums folded;

  /** Numbers given so far. */
  int joined;

  /** Interactions among the events when they joined, which {@code max_events} counts. */
  int joinedInteractions;

  /** Of the first and last interaction; where none is left, of those that were last. */
  long startMicros;

  long endMicros;

  /** Interactions that are not retracted. */
  private int left;

  /** Names of which an event counts as a conversion; null until somebody asks. */
  private @Nullable Set<String> marks;

  /** Adds an event that comes behind all others. */
  Member join(long eventKey, long timeMicros, Contribution contribution, int keptSingly) {
    Member member = new Member(eventKey, ++joined, timeMicros, marks(contribution), contribution);
    if (contribution.interaction()) {
      interactions.add(member);
      joinedInteractions++;
      startMicros = left == 0 ? timeMicros : startMicros;
      endMicros = timeMicros;
      left++;
    } else {
      others.addLast(member);
      fold(keptSingly);
    }
    return member;
  }

  /** What the last interaction adds; null where there is none. */
  @Nullable Contribution lastContribution() {
    return interactions.isEmpty() ? null : interactions.get(interactions.size() - 1).contribution;
  }

  private boolean marks(Contribution contribution) {
    if (contribution.conversion() == Conversion.NONE) {
      return false;
    }
    boolean first = marks().add(contribution.name());
    return first || contribution.conversion() == Conversion.EVERY;
  }

  private Set<String> marks() {
    if (marks == null) {
      marks = new HashSet<>(folded == null ? Set.of() : folded.conversions.keySet());
      for (Member member : inOrder()) {
        if (member.holdsMark()) {
          marks.add(member.contribution.name());
        }
      }
    }
    return marks;
  }

  private void fold(int keptSingly) {
    while (others.size() > keptSingly) {
      Member oldest = others.removeFirst();
      if (!oldest.retracted) {
        folded = folded == null ? new Sums() : folded;
        folded.add(oldest);
      }
    }
  }

  /** The event that came last under a key; null where it is not kept singly. */
  @Nullable Member find(long eventKey) {
    Member found = null;
    for (Member member : inOrder()) {
      found = member.eventKey == eventKey ? member : found;
    }
    return found;
  }

  /** Replaces what an event adds, or takes it out. Takes time in proportion to all events. */
  void revise(Member member, Contribution contribution, boolean retracted, int keptSingly) {
    boolean sameKind = member.contribution.interaction() == contribution.interaction();
    List<Member> all = sameKind ? List.of() : inOrder();
    member.contribution = contribution;
    member.retracted = retracted;
    if (!sameKind) {
      interactions.clear();
      others.clear();
      all.forEach(each -> (each.contribution.interaction() ? interactions : others).add(each));
      fold(keptSingly);
    }
    marks = null;
    measure();
  }

  /** Finds start and end anew; they stay where no interaction is left. */
  void measure() {
    left = 0;
    for (Member member : interactions) {
      if (!member.retracted) {
        startMicros = left == 0 ? member.timeMicros : startMicros;
        endMicros = member.timeMicros;
        left++;
      }
    }
  }

  /** Whether no interaction is left. */
  boolean isRetracted() {
    return left == 0;
  }

  /** What the first interaction came under; what is not known where none is left. */
  Circumstances circumstances() {
    for (Member member : interactions) {
      Circumstances circumstances = member.contribution.circumstances();
      if (!member.retracted) {
        return circumstances == null ? Circumstances.UNKNOWN : circumstances;
      }
    }
    return Circumstances.UNKNOWN;
  }

  Content content() {
    Summary summary = new Summary(folded);
    inOrder().forEach(summary::add);
    return summary.content(startMicros, endMicros);
  }

  private List<Member> inOrder() {
    List<Member> all = new ArrayList<>(interactions.size() + others.size());
    Iterator<Member> left = others.iterator();
    Member other = left.hasNext() ? left.next() : null;
    for (Member interaction : interactions) {
      while (other != null && other.number < interaction.number) {
        all.add(other);
        other = left.hasNext() ? left.next() : null;
      }
      all.add(interaction);
    }
    while (other != null) {
      all.add(other);
      other = left.hasNext() ? left.next() : null;
    }
    return all;
  }
}
