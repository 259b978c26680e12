package dev.footfall.catalog;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A catalog from a file, read whole when it is made. Every {@link CatalogSettings#refresh} a look
 * is taken whether the file's time or length has changed; then it is read again, and takes the
 * place of what was there if it can be used; if not, what was there stays.
 */
final class FileCatalog implements Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(FileCatalog.class);

  /** How often a file is read again that changes while it is read for the first time. */
  private static final int ATTEMPTS = 3;

  /** How long {@link #close} waits for a look, whose classes go with the job. */
  private static final Duration END = Duration.ofSeconds(5);

  private final CatalogSettings settings;
  private final ScheduledExecutorService looks;
  private volatile CatalogTable table;
  private volatile long updates;
  private volatile long refused;

  /** What the file was when it was read last and could be used. */
  private Seen seen;

  /** The failure that was logged last, so that it is logged once. */
  private String logged = "";

  private record Seen(long time, long length) {}

  private record Loaded(CatalogTable table, Seen seen) {}

  private FileCatalog(CatalogSettings settings, Loaded loaded) {
    this.settings = settings;
    table = loaded.table;
    seen = loaded.seen;
    looks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "footfall-catalog");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads the file.
   *
   * @throws BrokenCatalogException where there is no file that can be used
   */
  static FileCatalog open(CatalogSettings settings) {
    FileCatalog catalog = new FileCatalog(settings, first(settings));
    long millis = Math.max(1, settings.refresh().toMillis());
    catalog.looks.scheduleWithFixedDelay(catalog::look, millis, millis, TimeUnit.MILLISECONDS);
    return catalog;
  }

  private static Loaded first(CatalogSettings settings) {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Seen before = seen(settings);
        CatalogTable read = ReadCatalog.read(settings);
        if (before.equals(seen(settings))) {
          return new Loaded(read, before);
        }
      }
    } catch (IOException e) {
      throw unreadable(settings, e);
    }
    throw new BrokenCatalogException(settings.path(), "changes while it is read");
  }

  private static BrokenCatalogException unreadable(CatalogSettings settings, IOException e) {
    boolean missing = e instanceof java.io.FileNotFoundException;
    String problem = missing ? "is not there" : "cannot be read: " + e.getMessage();
    return new BrokenCatalogException(settings.path(), problem, e);
  }

  private static Seen seen(CatalogSettings settings) throws IOException {
    Path path = new Path(settings.path());
    FileStatus status = FileSystem.get(path.toUri()).getFileStatus(path);
    if (status.isDir()) {
      throw new BrokenCatalogException(settings.path(), "is a folder; a catalog is one file");
    }
    return new Seen(status.getModificationTime(), status.getLen());
  }

  /** Takes a look whether the file has changed. */
  void look() {
    try {
      Seen now = seen(settings);
      if (now.equals(seen)) {
        return;
      }
      CatalogTable read = ReadCatalog.read(settings);
      if (!now.equals(seen(settings))) {
        return; // It is being written; the next look finds it whole.
      }
      seen = now;
      replace(read);
    } catch (BrokenCatalogException e) {
      refuse(e);
    } catch (IOException e) {
      refuse(unreadable(settings, e));
    } catch (RuntimeException | OutOfMemoryError e) {
      // Thrown on, it would end the looks for good, and nobody would be told.
      refuse(new BrokenCatalogException(settings.path(), "cannot be read: " + e, e));
    }
  }

  private void replace(CatalogTable read) {
    logged = "";
    if (read.version() != table.version()) {
      table = read;
      updates++;
      LOG.info("catalog {} read again: {} entries", settings.path(), read.size());
    }
  }

  /** Each look at what is broken is counted, so that what does not mend itself keeps showing. */
  private void refuse(BrokenCatalogException e) {
    if (looks.isShutdown()) {
      return; // Closing has interrupted it.
    }
    refused++;
    if (!Objects.equals(logged, e.getMessage())) {
      logged = String.valueOf(e.getMessage());
      LOG.warn("{}; the one before stays", logged);
    }
  }

  @Override
  public CatalogTable table() {
    return table;
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public long refused() {
    return refused;
  }

  @Override
  public void close() {
    looks.shutdownNow();
    try {
      looks.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
