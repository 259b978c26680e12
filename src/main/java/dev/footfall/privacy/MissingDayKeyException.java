package dev.footfall.privacy;

import java.nio.file.Path;
import java.time.LocalDate;

/** The ring has run out of keys: without the current day's key the job must not go on. */
public final class MissingDayKeyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingDayKeyException(LocalDate day, LocalDate last, Path file) {
    super(
        "no day key for %1$s: %2$s ends with %3$s; add one line per day, for instance with: echo \"%1$s $(openssl rand -hex 32)\" >> %2$s"
            .formatted(day, file, last));
  }
}
