package dev.footfall.rule;

import dev.footfall.catalog.Catalog;
import dev.footfall.catalog.CatalogEntry;
import dev.footfall.catalog.CatalogTable;
import org.jspecify.annotations.Nullable;

/**
 * What one event asks the catalog: all of it is answered from one state of a file's catalog. Not
 * thread-safe.
 */
final class CatalogLook {
  private final @Nullable Catalog catalog;
  private @Nullable CatalogTable table;
  private long version;
  private @Nullable String key;
  private @Nullable CatalogEntry entry;
  private int missing;

  /**
   * @param catalog null where there is none
   */
  CatalogLook(@Nullable Catalog catalog) {
    this.catalog = catalog;
  }

  /** The text of a column in the entry of a key; null where there is none. */
  @Nullable String text(String wanted, int column) {
    if (catalog == null) {
      return null;
    }
    if (!wanted.equals(key)) {
      key = wanted;
      entry = find(catalog, wanted);
      missing += entry == null ? 1 : 0;
    }
    return entry == null ? null : entry.text(column);
  }

  private @Nullable CatalogEntry find(Catalog from, String wanted) {
    if (table == null) {
      table = from.table();
      version = table.version();
    }
    return table.find(wanted);
  }

  /** Whether anything was asked. */
  boolean asked() {
    return table != null;
  }

  /** The catalog's, when it was asked first. */
  long version() {
    return version;
  }

  /** How often an entry was asked for that is not there. */
  int missing() {
    return missing;
  }
}
