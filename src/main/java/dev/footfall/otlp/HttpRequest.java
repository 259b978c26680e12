package dev.footfall.otlp;

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
    throw new UnsupportedOperationException();
  }

  /** The same request with another path and query. */
  public HttpRequest with(@Nullable String otherPath, @Nullable String otherQuery) {
    return new HttpRequest(
        method, status, otherPath, otherQuery, host, scheme, route, contentType, purpose);
  }
}
