package dev.footfall.trace;

import dev.footfall.otlp.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a trace within its bounds on spans and bytes: of all its spans in {@link SpanRank} order
 * the longest run from the start that is within both. A span is charged the largest of its copies;
 * a copy that is larger than the bound by itself counts as if it were not there.
 *
 * <p>What is kept, and how each copy is counted, follows from the set of copies alone: those of the
 * group, and the one of each span that was kept at the issue before. For every charge only grows as
 * copies are added, so the first rank that is cut off only moves towards the start; so what was cut
 * off once stays cut off, and cutting early, often or late comes to the same. Copies at or behind
 * the final cut are dropped by rule, {@code trace_cap}; those before it that do not stand for their
 * span are duplicates. Copies of a span that are kept while fragments wait are therefore not
 * counted before the issue, where the cut is final.
 */
final class TraceCap {
  static final String REASON = "trace_cap";

  private final int maxSpans;
  private final int maxBytes;
  private final SpanTally tally;

  TraceCap(AssemblySettings settings, SpanTally tally) {
    this.maxSpans = settings.maxSpans();
    this.maxBytes = settings.maxBytes();
    this.tally = tally;
  }

  /** Whether these parts may have to be cut; cheap, for nearly all of them have not. */
  boolean mayCut(List<TracePart> remembered, List<TracePart> group) {
    return blockBytes(remembered) + blockBytes(group) > maxBytes
        || isPruned(remembered)
        || isPruned(group);
  }

  /** Whether these parts by themselves may be over the bound on bytes. */
  boolean isOverBytes(List<TracePart> parts) {
    return blockBytes(parts) > maxBytes;
  }

  /** Whether so many copies may be too many spans. */
  boolean mayCut(int copies) {
    return copies > maxSpans;
  }

  private static boolean isPruned(List<TracePart> parts) {
    for (TracePart part : parts) {
      if (part.pruned() != null) {
        return true;
      }
    }
    return false;
  }

  private static long blockBytes(List<TracePart> parts) {
    long bytes = 0;
    for (TracePart part : parts) {
      bytes += part.block().length;
    }
    return bytes;
  }

  /** The first rank that earlier issues cut off; null where they cut none. */
  static @Nullable SpanRank cutOf(List<TracePart> remembered) {
    SpanRank cut = null;
    for (TracePart part : remembered) {
      cut = part.pruned() == null ? cut : SpanRank.earlier(cut, part.pruned().cut());
    }
    return cut;
  }

  /** One part from several that will be issued together, whatever else is. */
  TracePart prune(List<TracePart> parts) {
    Choice choice = new Choice();
    parts.forEach(part -> choice.add(part, true));
    choice.cut();
    return PrunedParts.of(choice.spans.values(), choice.cut, PrunedParts.Arrivals.of(parts));
  }

  /**
   * Cuts the spans of a trace for an issue, and counts what is cut and the copies of the rest.
   *
   * @param remembered what was issued before, one copy of each span
   * @return one part of what was remembered, one of what is new
   */
  Kept keep(TracePart remembered, List<TracePart> group) {
    Choice choice = new Choice();
    choice.add(remembered, false);
    group.forEach(part -> choice.add(part, true));
    choice.cut();
    List<RankedSpan> before = new ArrayList<>();
    List<RankedSpan> added = new ArrayList<>();
    for (RankedSpan span : choice.spans.values()) {
      count(span.duplicates(), SpanClass.DUPLICATE, "");
      span.duplicates().clear();
      (span.isNew() ? added : before).add(span);
    }
    PrunedParts.Arrivals arrivals = PrunedParts.Arrivals.of(group);
    return new Kept(
        PrunedParts.of(before, choice.cut, arrivals),
        PrunedParts.of(added, choice.cut, arrivals),
        choice.cut);
  }

  private void count(Map<Long, Long> byMinute, SpanClass spanClass, String reason) {
    byMinute.forEach((minute, spans) -> tally.count(minute, spanClass, reason, spans));
  }

  /**
   * What a cap leaves of a trace.
   *
   * @param cut the first rank that is cut off; null where no cap was passed
   */
  record Kept(TracePart remembered, TracePart group, @Nullable SpanRank cut) {}

  /** The spans to choose from. */
  private final class Choice {
    private final TreeMap<SpanRank, RankedSpan> spans = new TreeMap<>();
    private @Nullable SpanRank cut;

    /** Adds a part's spans; those remembered come first. */
    void add(TracePart part, boolean isNew) {
      TracePart.Pruned pruned = part.pruned();
      List<RankedSpan> byIndex = new ArrayList<>();
      part.read(
          (span, arrivalMillis, index) -> {
            int charge = pruned == null ? span.encoded().length : pruned.charges()[index];
            if (charge <= maxBytes) {
              byIndex.add(add(span, arrivalMillis, charge, isNew));
            } else {
              cut = SpanRank.earlier(cut, SpanRank.LAST);
              tally.count(arrivalMillis, SpanClass.DROPPED_BY_RULE, REASON, isNew ? 1 : 0);
            }
          });
      if (pruned != null) {
        cut = SpanRank.earlier(cut, pruned.cut());
        long[] duplicates = pruned.duplicates();
        for (int i = 0; i < duplicates.length; i += 3) {
          byIndex.get((int) duplicates[i]).addDuplicates(duplicates[i + 1], duplicates[i + 2]);
        }
      }
    }

    private RankedSpan add(Span span, long arrivalMillis, int charge, boolean isNew) {
      RankedSpan candidate = new RankedSpan(span, arrivalMillis, charge, isNew);
      RankedSpan present = spans.putIfAbsent(SpanRank.of(span), candidate);
      if (present == null) {
        return candidate;
      }
      present.add(candidate);
      return present;
    }

    /** Finds the first rank that is over a bound; counts what is from there on, and drops it. */
    void cut() {
      long count = 0;
      long bytes = 0;
      for (Map.Entry<SpanRank, RankedSpan> span : spans.entrySet()) {
        bytes += span.getValue().charge();
        if (++count > maxSpans || bytes > maxBytes) {
          cut = SpanRank.earlier(cut, span.getKey());
          break;
        }
      }
      if (cut != null) {
        Map<SpanRank, RankedSpan> dropped = spans.tailMap(cut, true);
        dropped.values().forEach(this::countDropped);
        dropped.clear();
      }
    }

    private void countDropped(RankedSpan span) {
      count(span.duplicates(), SpanClass.DROPPED_BY_RULE, REASON);
      if (span.isNew()) {
        tally.count(span.arrivalMillis(), SpanClass.DROPPED_BY_RULE, REASON, 1);
      }
    }
  }
}
