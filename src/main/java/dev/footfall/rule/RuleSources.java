package dev.footfall.rule;

import dev.footfall.catalog.Catalog;
import dev.footfall.trace.TraceConsumer.Counters;
import org.jspecify.annotations.Nullable;

/** What the rules of one subtask read from beside requests, and where they count. */
public final class RuleSources {
  private final DroppedValues dropped;
  private final @Nullable Catalog catalog;

  /**
   * @param catalog null where there is none
   */
  public RuleSources(Counters counters, @Nullable Catalog catalog) {
    this.dropped = new DroppedValues(counters);
    this.catalog = catalog;
  }

  public DroppedValues dropped() {
    return dropped;
  }

  /** Begins to read what a rule says of a request that it matches. */
  public Reading reading(String rule, Entry entry, Captures captures) {
    return new Reading(rule, entry, captures, dropped, new CatalogLook(catalog));
  }

  /** Ends it: counts what was missing. Null where the catalog was not asked. */
  @Nullable Long catalogVersion(String rule, Reading reading) {
    CatalogLook look = reading.catalog();
    if (look.missing() > 0) {
      dropped.missingEntries(rule, look.missing());
    }
    return look.asked() ? look.version() : null;
  }
}
