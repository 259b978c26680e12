package dev.footfall.client;

import dev.footfall.privacy.DayHashes;
import dev.footfall.privacy.KeyedHash;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The ids of connections: HMAC of tenant, network address, user agent and registrable domain under
 * the day's key. The route is of the same raw values under the route secret, not of the id, so that
 * it stays when the day's key changes. Remembers recent ones by their raw values, in memory only.
 */
final class Connections {
  /** Of longer values nothing is remembered, so that a hostile sender cannot fill the memory. */
  private static final int MAX_REMEMBERED_LENGTH = 1024;

  /** A shop has few hosts; a client may send any. */
  private static final int SITES = 256;

  /** Compared by hand: asked for with every request, and a record's own is not always inlined. */
  private record Key(String address, String userAgent, String host) {
    @Override
    public int hashCode() {
      return (address.hashCode() * 31 + userAgent.hashCode()) * 31 + host.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && address.equals(that.address)
          && userAgent.equals(that.userAgent)
          && host.equals(that.host);
    }

    boolean remembered() {
      return address.length() + userAgent.length() + host.length() <= MAX_REMEMBERED_LENGTH;
    }
  }

  private final String tenant;
  private final DayHashes days;
  private final KeyedHash routes;
  private final RecentlyUsed<Key, Connection> recent;

  /** Site by host: few hosts, and the list is slow to ask. */
  private final RecentlyUsed<String, String> sites;

  private long hashes;
  private long withoutKey;

  Connections(String tenant, DayHashes days, KeyedHash routes, int maxEntries) {
    this.tenant = tenant;
    this.days = days;
    this.routes = routes;
    recent = new RecentlyUsed<>(maxEntries);
    sites = new RecentlyUsed<>(SITES);
  }

  /**
   * The connection on a day; all null where one of the three is missing.
   *
   * @param withPrevious whether the id of the day before is wanted
   */
  Connection of(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String host,
      LocalDate day,
      boolean withPrevious) {
    if (address == null || userAgent == null || host == null) {
      return Connection.none(day, false);
    }
    Key key = new Key(address, userAgent, host);
    Connection connection = recent.get(key);
    if (connection == null
        || !connection.day().equals(day)
        || withPrevious && !connection.withPrevious()) {
      connection = hashed(key, day, withPrevious);
      if (key.remembered()) {
        recent.put(key, connection);
      }
    }
    withoutKey += connection.keyDeleted() ? 1 : 0;
    return connection;
  }

  private Connection hashed(Key key, LocalDate day, boolean withPrevious) {
    KeyedHash today = days.of(day);
    String network = ClientAddress.network(key.address());
    if (network == null || today == null) {
      return Connection.none(day, network != null);
    }
    String[] raw = {"connection", tenant, network, key.userAgent(), site(key.host())};
    KeyedHash yesterday = withPrevious ? days.of(day.minusDays(1)) : null;
    hashes += yesterday == null ? 2 : 3;
    return new Connection(
        day,
        today.of(raw).hex(),
        yesterday == null ? null : yesterday.of(raw).hex(),
        withPrevious,
        route(routes, raw),
        false);
  }

  private String site(String host) {
    return host.length() <= MAX_REMEMBERED_LENGTH
        ? sites.computeIfAbsent(host, Site::of)
        : Site.of(host);
  }

  static int route(KeyedHash routes, String... raw) {
    return (int) (routes.of(raw).high() >>> 48);
  }

  /** HMACs computed so far. */
  long hashes() {
    return hashes;
  }

  /** Requests so far that got no id because the day's key was deleted. */
  long withoutKey() {
    return withoutKey;
  }
}
