package dev.footfall.session;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.session.Session.Content;
import dev.footfall.session.Session.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a session's content of its events, which have to come in their order. */
final class Summary {
  static final int MAX_PAGES = 100;
  private static final long ENGAGED_MICROS = 10_000_000L;

  private final Sums sums = new Sums();
  private final List<String> pages = new ArrayList<>();
  private int interactions;
  private int pageViews;
  private boolean converted;
  private @Nullable Page entryPage;
  private @Nullable Page exitPage;
  private @Nullable Circumstances circumstances;

  /**
   * @param folded what is left of earlier events; null for nothing
   */
  Summary(@Nullable Sums folded) {
    if (folded != null) {
      sums.add(folded);
    }
  }

  void add(Member member) {
    if (member.retracted) {
      return;
    }
    sums.add(member);
    Contribution event = member.contribution;
    if (event.interaction()) {
      interactions++;
      converted |= event.conversion() != Conversion.NONE;
      circumstances = circumstances == null ? event.circumstances() : circumstances;
    }
    if (event.page() != null) {
      addPage(event.page());
    }
  }

  private void addPage(Page page) {
    pageViews++;
    entryPage = entryPage == null ? page : entryPage;
    exitPage = page;
    if (page.path() != null && pages.size() < MAX_PAGES) {
      pages.add(page.path());
    }
  }

  Content content(long startMicros, long endMicros) {
    boolean engaged = pageViews >= 2 || endMicros - startMicros >= ENGAGED_MICROS || converted;
    return new Content(
        sums.userId,
        startMicros,
        endMicros,
        sums.events,
        interactions,
        pageViews,
        sums.conversionsByName(),
        Collections.unmodifiableMap(sums.revenue),
        entryPage,
        exitPage,
        List.copyOf(pages),
        engaged && interactions > 0,
        circumstances == null ? Circumstances.UNKNOWN : circumstances,
        List.copyOf(sums.serviceVersions),
        sums.errors,
        sums.slow,
        sums.notFound,
        sums.requestMicros.isEmpty() ? null : Long.valueOf(sums.requestMicros.quantile(0.95)));
  }
}
