package dev.footfall.client;

import dev.footfall.privacy.KeyedHash;

/**
 * Ids that outlive a day, of values that a sender gave itself: device cookies, installations,
 * users, sessions. HMAC of kind, tenant and value under the ring's fixed secret. Remembers recent
 * ones by their raw values, in memory only.
 */
final class Devices {
  private static final int MAX_REMEMBERED_LENGTH = 1024;

  /**
   * @param id 32 hex
   * @param route 0..65535
   */
  record Device(String id, int route) {}

  private record Key(String kind, String value) {}

  private final String tenant;
  private final KeyedHash fixed;
  private final KeyedHash routes;
  private final RecentlyUsed<Key, Device> recent;
  private long hashes;

  Devices(String tenant, KeyedHash fixed, KeyedHash routes, int maxEntries) {
    this.tenant = tenant;
    this.fixed = fixed;
    this.routes = routes;
    recent = new RecentlyUsed<>(maxEntries);
  }

  /** The id of a value; equal values of different kinds have nothing in common. */
  Device of(String kind, String value) {
    Key key = new Key(kind, value);
    Device device = recent.get(key);
    if (device == null) {
      device =
          new Device(
              fixed.of(kind, tenant, value).hex(), Connections.route(routes, kind, tenant, value));
      hashes += 2;
      if (value.length() <= MAX_REMEMBERED_LENGTH) {
        recent.put(key, device);
      }
    }
    return device;
  }

  /** HMACs computed so far. */
  long hashes() {
    return hashes;
  }
}
