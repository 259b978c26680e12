package dev.footfall.catalog;

/**
 * The catalog as it is now. Thread-safe; close it where it was opened.
 *
 * @see Catalogs#open
 */
public interface Catalog extends AutoCloseable {
  /** The entries; ask anew for each event. */
  CatalogTable table();

  /** How often it was replaced or changed since it was read first. */
  long updates();

  /** How many changes were refused because they could not be used. */
  long refused();

  @Override
  void close();
}
