package dev.footfall.privacy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The ring of secret day keys, one per local day, provisioned days ahead in a file; never in Flink
 * state. Deleting a day's key ends the possibility to derive that day's ids again: write {@code
 * forgotten} in its place, or delete the line if it is the ring's first.
 *
 * <p>The file's form is described at {@link #read}. Immutable; safe to share.
 */
public final class DayKeys {
  private final Path file;
  private final NavigableMap<LocalDate, byte[]> days;
  private final byte[] fixed;
  private final byte[] route;
  private final List<String> remarks;

  /** An empty array in days stands for a forgotten key. */
  DayKeys(
      Path file,
      NavigableMap<LocalDate, byte[]> days,
      byte[] fixed,
      byte[] route,
      List<String> remarks) {
    this.file = file;
    this.days = days;
    this.fixed = fixed;
    this.route = route;
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Reads a ring: text, one secret a line, each at least 32 bytes as hexadecimal digits; {@code #}
   * begins a comment.
   *
   * <pre>
   * fixed 5f0e...          device, user and session ids
   * route 93ab...          where a visitor is worked on
   * 2026-11-24 0c7d...     connection ids of that day
   * 2026-11-25 forgotten   a day whose key was deleted
   * 2026-11-26 e115...
   * </pre>
   *
   * Days are in order and without gaps, so that a key which was never made is not taken for one
   * that was deleted; the same secret twice would link two days, and is refused.
   *
   * @throws IllegalArgumentException naming file, line and what is wrong, never a secret
   */
  public static DayKeys read(Path file) {
    return new RingFile(file).read();
  }

  /**
   * Writes a new ring of random secrets, readable by its owner only.
   *
   * @throws java.nio.file.FileAlreadyExistsException rather than overwrite a ring
   */
  public static void generate(Path file, LocalDate firstDay, int days) throws IOException {
    RingFile.generate(file, firstDay, days);
  }

  /** The same file, read again: days added since are there, deleted ones are gone. */
  public DayKeys reread() {
    return read(file);
  }

  /**
   * A day's hash; null where its key was deleted: what came on that day is counted, nothing more.
   * Whether a day is past is told from the ring, not from a clock, so that a replay finds the same.
   *
   * @throws MissingDayKeyException where the ring ends before that day
   */
  public @Nullable KeyedHash forDay(LocalDate day) {
    byte[] secret = days.get(day);
    if (secret == null && day.isAfter(days.lastKey())) {
      throw new MissingDayKeyException(day, days.lastKey(), file);
    }
    return secret == null || secret.length == 0 ? null : new KeyedHash(secret);
  }

  /** The hash for ids that outlive a day: devices, users, sessions. */
  public KeyedHash fixed() {
    return new KeyedHash(fixed);
  }

  /** The hash that decides where a visitor is worked on; nothing of it is output. */
  public KeyedHash route() {
    return new KeyedHash(route);
  }

  /** The last day that the ring has a key for. */
  public LocalDate lastDay() {
    return days.lastKey();
  }

  /** What an operator should know of the file, such as that others may read it. */
  public List<String> remarks() {
    return remarks;
  }
}
