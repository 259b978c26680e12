package dev.footfall.derive;

import dev.footfall.event.EventId;
import dev.footfall.event.Request;
import dev.footfall.rule.Entry;
import dev.footfall.rule.ExpressionScope;
import dev.footfall.rule.NameRequest;
import dev.footfall.rule.NameRequest.Name;
import dev.footfall.rule.NameRequest.Names;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.RuleSources;
import dev.footfall.rule.SpanTree;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.Trace;
import dev.footfall.trace.TraceSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Derives all events of a trace, in the order of their entry spans, then rules, and counts its new
 * spans. Not thread-safe.
 */
final class DeriveEvents {
  private final SpanTree tree;
  private final ExpressionScope scope;
  private final NameRequest nameRequest;
  private final DeriveRequest deriveRequest;
  private final EventId.Hash eventIds = new EventId.Hash();

  /** By place of an entry span, why it is no event; null where it is. */
  private @Nullable String[] dropped = new String[16];

  DeriveEvents(RuleSet rules, RuleSources sources) {
    tree = new SpanTree(rules.settings().entryServices());
    scope = new ExpressionScope(rules.declaredQuery(), sources.dropped());
    nameRequest = new NameRequest(rules, sources);
    deriveRequest = new DeriveRequest(rules.declaredQuery());
  }

  List<Derived> derive(Trace trace, SpanTally tally) {
    tree.fill(trace);
    if (dropped.length < tree.size()) {
      dropped = new String[Math.max(tree.size(), 2 * dropped.length)];
    }
    List<Derived> events = new ArrayList<>(2);
    for (int i = 0; i < tree.size(); i++) {
      if (tree.isEntry(i)) {
        derive(trace, i, events);
      }
    }
    TallySpans.count(tree, dropped, tally);
    return events;
  }

  private void derive(Trace trace, int place, List<Derived> events) {
    Entry entry = new Entry(tree, place, scope);
    Names names = nameRequest.name(entry);
    dropped[place] = names.dropped();
    if (names.events().isEmpty()) {
      return;
    }
    Request request = deriveRequest.derive(trace.id(), entry);
    boolean complete = !tree.hasOrphans() && !trace.truncated();
    boolean page = nameRequest.isPage(entry);
    for (Name name : names.events()) {
      EventId id = eventIds.of(trace.id(), entry.span().spanId(), name.naming().rule());
      boolean pageView = page && name.naming().interaction();
      events.add(new Derived(id, name, request, tree.traceSpan(place), pageView, complete));
      page = page && !pageView;
    }
  }

  /**
   * An event before it is compared with what was issued of it.
   *
   * @param entry its entry span
   */
  record Derived(
      EventId id,
      Name name,
      Request request,
      TraceSpan entry,
      boolean pageView,
      boolean complete) {}
}
