package dev.footfall.local.shop;

/** Somebody or something that makes one request after the other. */
interface Actor {
  /** What {@link #act} returns for the last request. */
  long LEAVES = -1;

  /**
   * Makes the request that is due, and returns how many milliseconds later the next is, or {@link
   * #LEAVES}.
   */
  long act(Shop shop, long atMillis);
}
