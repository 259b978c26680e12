package dev.footfall.trace;

import java.util.List;

/** Makes an issue of a trace from its parts: capped, deduplicated, counted, handed on. */
final class TraceIssues {
  private final TraceCap cap;
  private final TraceConsumer consumer;
  private final SpanTally tally;
  private final SpanMerge merge = new SpanMerge();

  TraceIssues(TraceCap cap, TraceConsumer consumer, SpanTally tally) {
    this.cap = cap;
    this.consumer = consumer;
    this.tally = tally;
  }

  /**
   * Issues the trace with the group's spans, if they add one to those remembered, and remembers it.
   * The group's spans are counted either way.
   *
   * @param cut the group went on behind its end, so this issue may lack spans
   */
  void issue(HeldTrace trace, List<TracePart> group, long issuedAtMillis, boolean cut) {
    boolean capped = cap.mayCut(trace.remembered, group);
    if (!capped) {
      merge.merge(trace.remembered, group);
      capped = cap.mayCut(merge.copies());
    }
    SpanRank firstCut = null;
    if (capped) {
      merge.merge(trace.remembered, List.of());
      SpanRank cutBefore = TraceCap.cutOf(trace.remembered);
      TraceCap.Kept kept = cap.keep(PrunedParts.ofIssue(merge.sorted(), cutBefore), group);
      merge.merge(List.of(kept.remembered()), List.of(kept.group()));
      firstCut = kept.cut();
    }
    merge.countDuplicates(tally);
    if (merge.addsSpans()) {
      List<TraceSpan> spans = merge.sorted();
      trace.remembered =
          capped ? List.of(PrunedParts.ofIssue(spans, firstCut)) : merge.contributing();
      Trace issue = new Trace(trace.id, spans, issuedAtMillis, cut || firstCut != null);
      trace.consumerMemory = consumer.issue(issue, trace.consumerMemory, tally);
      trace.lastIssuedAt = issuedAtMillis;
    }
  }
}
