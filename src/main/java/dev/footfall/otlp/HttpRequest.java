package dev.footfall.otlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request of a SERVER span by the semantic conventions' precedence: method (of {@code
 * _OTHER} the original), status, path and query (else split from the target, else from the full
 * URL), host without port, scheme, route (else from the span name, where that holds a template).
 * All raw: redaction is the next station's. An empty query equals none.
 *
 * @param status 0 where absent
 * @param host lower case, without port, IPv6 without brackets
 */
public record HttpRequest(
    @Nullable String method,
    int status,
    @Nullable String path,
    @Nullable String query,
    @Nullable String host,
    @Nullable String scheme,
    @Nullable String route,
    @Nullable String contentType,
    @Nullable String purpose) {

  /** Reads the request of a span; never throws, absent parts are null. */
  public static HttpRequest of(WireSpan span) {
    String method = span.text(Field.METHOD);
    if ("_OTHER".equals(method)) {
      String original = span.text(Field.METHOD_ORIGINAL);
      method = original == null ? method : original;
    }
    String path = span.text(Field.PATH);
    String query = span.text(Field.QUERY);
    String host = span.text(Field.HOST);
    String scheme = span.text(Field.SCHEME);
    if (path == null || query == null) {
      HttpUrl target = HttpUrl.ofTarget(span.text(Field.TARGET));
      path = path == null ? target.path() : path;
      query = query == null ? target.query() : query;
    }
    if (path == null || host == null || scheme == null) {
      HttpUrl url = HttpUrl.ofFull(span.text(Field.FULL_URL));
      query = path == null && query == null ? url.query() : query;
      path = path == null ? url.path() : path;
      host = host == null ? url.authority() : host;
      scheme = scheme == null ? url.scheme() : scheme;
    }
    return new HttpRequest(
        method,
        status(span),
        path,
        query == null || query.isEmpty() ? null : query,
        host == null ? null : hostWithoutPort(host),
        scheme,
        route(span, method),
        span.text(Field.CONTENT_TYPE),
        span.text(Field.PURPOSE));
  }

  private static int status(WireSpan span) {
    int slot = span.attributes.find(Field.STATUS);
    if (slot >= 0 && span.attributes.type(slot) == Attributes.Type.LONG) {
      long number = span.attributes.number(slot);
      return number >= 100 && number <= 999 ? (int) number : 0;
    }
    String text = span.text(Field.STATUS);
    return text != null && text.matches("[1-9][0-9]{2}") ? Integer.parseInt(text) : 0;
  }

  /** The route, else a span name that can only be {@code method route}: never a raw path. */
  private static @Nullable String route(WireSpan span, @Nullable String method) {
    String route = span.text(Field.ROUTE);
    String name = route != null || method == null ? null : span.name();
    if (name == null || !name.startsWith(method) || !name.startsWith(" /", method.length())) {
      return route;
    }
    boolean isTemplate = name.indexOf('{') > 0 || name.indexOf(':') > 0 || name.indexOf('*') > 0;
    return isTemplate ? name.substring(method.length() + 1) : null;
  }

  private static @Nullable String hostWithoutPort(String host) {
    boolean bare = !host.isEmpty();
    for (int i = 0; i < host.length() && bare; i++) {
      char next = host.charAt(i);
      bare = next >= 'a' && next <= 'z' || next >= '-' && next <= '9';
    }
    return bare ? host : bareHost(host);
  }

  private static @Nullable String bareHost(String host) {
    int from = 0;
    int to = host.length();
    int colon = host.indexOf(':');
    if (host.startsWith("[")) {
      from = 1;
      int bracket = host.indexOf(']');
      to = bracket < 0 ? to : bracket;
    } else if (colon >= 0 && host.indexOf(':', colon + 1) < 0) {
      to = colon;
    }
    String bare = host.substring(from, to).toLowerCase(Locale.ROOT);
    return bare.isEmpty() ? null : bare;
  }

  /** The same request with another path, query and route. */
  public HttpRequest with(
      @Nullable String otherPath, @Nullable String otherQuery, @Nullable String otherRoute) {
    return new HttpRequest(
        method, status, otherPath, otherQuery, host, scheme, otherRoute, contentType, purpose);
  }
}
