package dev.footfall.client;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.client.Devices.Device;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.WireSpan;
import dev.footfall.privacy.DayHashes;
import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ids of a request's client. The device is the first of: a configured cookie, in the
 * order of their names, each from the request before the answer; the installation id; where
 * configured, the session id; else there is a connection only. The user is never the device.
 */
final class VisitorIds {
  private final List<String> deviceCookies;
  private final boolean sessionIsOnlyId;
  private final ClientAddress addresses;
  private final Connections connections;
  private final Devices devices;

  VisitorIds(PrivacySettings settings, DayKeys keys, int maxEntries) {
    deviceCookies = settings.deviceCookies();
    sessionIsOnlyId = settings.sessionIsOnlyId();
    addresses = new ClientAddress(settings.trustedProxies());
    connections = new Connections(settings.tenant(), new DayHashes(keys), keys.route(), maxEntries);
    devices = new Devices(settings.tenant(), keys.fixed(), keys.route(), maxEntries);
  }

  /**
   * @param mayGoOn whether a session of the day before may go on at this time of the day
   */
  Visitor of(
      WireSpan span,
      @Nullable String userAgent,
      @Nullable String host,
      LocalDate day,
      boolean mayGoOn) {
    String sessionId = id("session", span.text(Field.SESSION_ID));
    String previousSessionId = id("session", span.text(Field.PREVIOUS_SESSION_ID));
    String userId = id("user", span.text(Field.USER_ID));

    IdMethod idMethod = IdMethod.COOKIE;
    Device device = fromCookie(span);
    if (device == null) {
      idMethod = IdMethod.INSTALLATION;
      device = device("installation", span.text(Field.INSTALLATION_ID));
    }
    if (device == null && sessionIsOnlyId) {
      device = device("session device", span.text(Field.SESSION_ID));
      if (device != null) {
        // A connection would claim something across sessions.
        return new Visitor(
            IdMethod.SESSION,
            device.id(),
            null,
            null,
            device.route(),
            userId,
            sessionId,
            previousSessionId);
      }
    }
    boolean withPrevious = device == null && (mayGoOn || sessionId != null);
    Connection connection =
        connections.of(addresses.textOf(span), userAgent, host, day, withPrevious);
    if (device == null) {
      idMethod = connection.id() == null ? IdMethod.NONE : IdMethod.CONNECTION;
    }
    return new Visitor(
        idMethod,
        device == null ? null : device.id(),
        connection.id(),
        withPrevious ? connection.previousId() : null,
        device == null ? connection.route() : device.route(),
        userId,
        sessionId,
        previousSessionId);
  }

  private @Nullable Device fromCookie(WireSpan span) {
    if (deviceCookies.isEmpty()) {
      return null;
    }
    String request = span.text(Field.COOKIE);
    String answer = span.text(Field.SET_COOKIE);
    for (String name : deviceCookies) {
      String value = Cookies.value(request, name);
      value = value != null ? value : Cookies.value(answer, name);
      if (value != null) {
        return devices.of("cookie " + name, value);
      }
    }
    return null;
  }

  private @Nullable Device device(String kind, @Nullable String value) {
    return value == null || value.isBlank() ? null : devices.of(kind, value);
  }

  private @Nullable String id(String kind, @Nullable String value) {
    Device device = device(kind, value);
    return device == null ? null : device.id();
  }

  /** HMACs computed so far. */
  long hashes() {
    return connections.hashes() + devices.hashes();
  }

  /** Requests so far that got no connection id because the day's key was deleted. */
  long withoutKey() {
    return connections.withoutKey();
  }
}
