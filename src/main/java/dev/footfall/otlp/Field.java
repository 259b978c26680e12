package dev.footfall.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the job reads from a span by standard name, each with the attribute names that may carry it,
 * most authoritative first: all names on the span precede all names on the resource.
 *
 * <p>A field's {@code code} stands in state and savepoints: it is permanent, never reused, never
 * renumbered.
 *
 * @see <a href="https://github.com/open-telemetry/semantic-conventions/tree/v1.44.0/model">Semantic
 *     conventions 1.44</a>
 */
public enum Field {
  METHOD(1, "http.request.method", "http.method"),
  METHOD_ORIGINAL(2, "http.request.method_original"),
  STATUS(3, "http.response.status_code", "http.status_code"),
  PATH(4, "url.path"),
  QUERY(5, "url.query"),
  TARGET(6, "http.target"),
  FULL_URL(7, "url.full", "http.url"),
  SCHEME(8, "url.scheme", "http.scheme"),
  ROUTE(9, "http.route"),
  HOST(10, "server.address", "http.host", "http.server_name", "net.host.name"),
  CONTENT_TYPE(11, "http.response.header.content-type", "http.response.header.content_type"),
  PURPOSE(
      12,
      "http.request.header.sec-purpose",
      "http.request.header.sec_purpose",
      "http.request.header.purpose",
      "http.request.header.x-moz",
      "http.request.header.x_moz"),
  ERROR_TYPE(13, "error.type"),
  SERVICE_NAME(20, "service.name"),
  SERVICE_VERSION(21, "service.version"),
  ENVIRONMENT(22, "deployment.environment.name", "deployment.environment"),
  COUNTRY(30, "geo.country.iso_code"),
  SYNTHETIC_TYPE(31, "user_agent.synthetic.type"),
  ACCEPT_LANGUAGE(32, "http.request.header.accept-language", "http.request.header.accept_language"),
  SEC_GPC(33, "http.request.header.sec-gpc", "http.request.header.sec_gpc"),
  DNT(34, "http.request.header.dnt"),
  // Personal: read at the door, replaced there, never encoded.
  CLIENT_ADDRESS(50, "client.address", "http.client_ip"),
  FORWARDED_FOR(51, "http.request.header.x-forwarded-for", "http.request.header.x_forwarded_for"),
  FORWARDED(52, "http.request.header.forwarded"),
  PEER_ADDRESS(53, "network.peer.address", "net.sock.peer.addr", "net.peer.ip"),
  USER_AGENT(54, "user_agent.original", "http.user_agent"),
  REFERER(55, "http.request.header.referer"),
  COOKIE(56, "http.request.header.cookie"),
  SET_COOKIE(57, "http.response.header.set-cookie", "http.response.header.set_cookie"),
  SESSION_ID(58, "session.id", "app.session.id", "session_id"),
  PREVIOUS_SESSION_ID(59, "session.previous_id"),
  USER_ID(60, "user.id", "user.hash", "enduser.pseudo.id", "enduser.id"),
  INSTALLATION_ID(61, "app.installation.id");

  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : values()) {
      field.names.forEach(name -> BY_NAME.put(name, field));
    }
  }

  private final int code;
  private final List<String> names;

  Field(int code, String... names) {
    this.code = code;
    this.names = List.of(names);
  }

  /** The field that an attribute of this name may carry; null where there is none. */
  public static @Nullable Field named(String attribute) {
    return BY_NAME.get(attribute);
  }

  /** The permanent number of this field in encoded spans. */
  public int code() {
    return code;
  }

  /** Attribute names that may carry the field, in order of precedence. */
  public List<String> names() {
    return names;
  }

  /** Whether the value is personal data, which ends at the door. */
  public boolean personal() {
    return code >= 50;
  }
}
