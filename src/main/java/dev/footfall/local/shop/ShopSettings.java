package dev.footfall.local.shop;

/**
 * How a shop's traffic looks. Everything in it follows from the seed.
 *
 * @param startEpochMillis when the shop opens
 * @param visitsPerSecond new visits of people; crawlers and probes come on top
 * @param thinkMillis mean time between two pages of a visit
 * @param exportMillis how often a service instance exports its finished spans; a trace's records
 *     are up to 1.2 times that apart
 * @param partitions of the topic
 * @param duplicatesPerMille records, of a thousand, that a collector sends again a few exports
 *     later
 * @param damagedPerMille records, of a thousand, beside which a collector sends something unusable
 */
public record ShopSettings(
    long seed,
    long startEpochMillis,
    double visitsPerSecond,
    long thinkMillis,
    long exportMillis,
    int partitions,
    int duplicatesPerMille,
    int damagedPerMille) {

  /** 2025-01-01T00:00:00Z. */
  private static final long HISTORY_START_MILLIS = 1_735_689_600_000L;

  public ShopSettings {
    require(visitsPerSecond > 0, "visitsPerSecond <= 0");
    require(thinkMillis > 0, "thinkMillis <= 0");
    require(exportMillis >= Shop.TICK_MILLIS, "exportMillis < " + Shop.TICK_MILLIS);
    require(partitions > 0, "partitions <= 0");
    require(duplicatesPerMille >= 0 && damagedPerMille >= 0, "per mille < 0");
  }

  /** A busy shop of the past, as a full topic has it: real think times, exports every 5 s. */
  public static ShopSettings history(long seed, int partitions) {
    return new ShopSettings(seed, HISTORY_START_MILLIS, 20, 25_000, 5_000, partitions, 10, 0);
  }

  /**
   * A small shop in a hurry, to watch: a visit is over in half a minute, exports come every second.
   */
  public static ShopSettings live(
      long seed, long startEpochMillis, double visitsPerSecond, int partitions) {
    return new ShopSettings(
        seed, startEpochMillis, visitsPerSecond, 3_000, 1_000, partitions, 30, 15);
  }

  private static void require(boolean holds, String broken) {
    if (!holds) {
      throw new IllegalArgumentException(broken);
    }
  }
}
