package dev.footfall.otlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request of a SERVER span by the semantic conventions' precedence: method (of {@code
 * _OTHER} the original), status, path and query (else split from the target, else from the full
 * URL), host without port, scheme, route. All raw: redaction is the next station's. An empty query
 * equals none.
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
        span.text(Field.ROUTE),
        span.text(Field.CONTENT_TYPE),
        span.text(Field.PURPOSE));
  }

  private static int status(WireSpan span) {
    String text = span.text(Field.STATUS);
    if (text == null || text.length() != 3) {
      return 0;
    }
    int status = 0;
    for (int i = 0; i < 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      status = status * 10 + digit;
    }
    return status;
  }

  private static @Nullable String hostWithoutPort(String host) {
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

  /** The same request with another path and query. */
  public HttpRequest with(@Nullable String otherPath, @Nullable String otherQuery) {
    return new HttpRequest(
        method, status, otherPath, otherQuery, host, scheme, route, contentType, purpose);
  }
}
