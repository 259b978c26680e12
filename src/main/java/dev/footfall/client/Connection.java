package dev.footfall.client;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an address, a user agent and a site on one day.
 *
 * @param id null where the day's key was deleted, or there is no usable address
 * @param previousId under the key of the day before; null where that was deleted, or not wanted
 * @param withPrevious whether it was wanted
 * @param route 0..65535, the same on all days; -1 without an id
 * @param keyDeleted there would be an id if the day's key had not been deleted
 */
record Connection(
    LocalDate day,
    @Nullable String id,
    @Nullable String previousId,
    boolean withPrevious,
    int route,
    boolean keyDeleted) {

  static Connection none(LocalDate day, boolean keyDeleted) {
    return new Connection(day, null, null, true, -1, keyDeleted);
  }
}
