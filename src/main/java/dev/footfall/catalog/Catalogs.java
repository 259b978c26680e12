package dev.footfall.catalog;

import java.util.HashMap;
import java.util.Map;

/** The catalogs that are open in this JVM: one copy of each, however many subtasks ask it. */
public final class Catalogs {
  private static final Map<CatalogSettings, Shared> OPEN = new HashMap<>();

  private Catalogs() {}

  /**
   * The catalog, read whole; the first who asks for it waits until it is, and with them those who
   * ask meanwhile.
   *
   * @throws BrokenCatalogException where it cannot be used
   */
  public static Catalog open(CatalogSettings settings) {
    synchronized (OPEN) {
      Shared shared = OPEN.get(settings);
      if (shared == null) {
        shared =
            new Shared(
                settings.topic() == null
                    ? FileCatalog.open(settings)
                    : TopicCatalog.open(settings, settings.topic()));
        OPEN.put(settings, shared);
      }
      shared.users++;
      return new Handle(settings, shared.catalog);
    }
  }

  /**
   * Tries whether the catalog can be opened: reads a file, but of a topic only whether it is there.
   *
   * @throws BrokenCatalogException where it cannot
   */
  public static void check(CatalogSettings settings) {
    if (settings.topic() == null) {
      open(settings).close();
    } else {
      TopicCatalog.check(settings.topic());
    }
  }

  private static final class Shared {
    final Catalog catalog;
    int users;

    Shared(Catalog catalog) {
      this.catalog = catalog;
    }
  }

  /** One user's; the last who closes theirs closes the catalog. */
  private static final class Handle implements Catalog {
    private final CatalogSettings settings;
    private final Catalog catalog;
    private boolean closed;

    Handle(CatalogSettings settings, Catalog catalog) {
      this.settings = settings;
      this.catalog = catalog;
    }

    @Override
    public CatalogTable table() {
      return catalog.table();
    }

    @Override
    public long updates() {
      return catalog.updates();
    }

    @Override
    public long refused() {
      return catalog.refused();
    }

    @Override
    public void close() {
      synchronized (OPEN) {
        Shared shared = OPEN.get(settings);
        if (closed || shared == null) {
          return;
        }
        closed = true;
        if (--shared.users == 0) {
          OPEN.remove(settings);
          shared.catalog.close();
        }
      }
    }
  }
}
