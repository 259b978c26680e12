package dev.footfall.otlp;

import org.jspecify.annotations.Nullable;

/** The parts of a request target or URL, as sent; what is not there is null. Never throws. */
record HttpUrl(
    @Nullable String scheme,
    @Nullable String authority,
    @Nullable String path,
    @Nullable String query) {
  private static final HttpUrl NONE = new HttpUrl(null, null, null, null);

  /** Splits a request target: {@code /path?query}, or a whole URL, as proxies get it. */
  static HttpUrl ofTarget(@Nullable String target) {
    if (target == null) {
      return NONE;
    }
    return target.startsWith("/") ? ofPathAndQuery(null, null, target) : ofFull(target);
  }

  /** Splits {@code scheme://authority/path?query#fragment}; the authority loses its user info. */
  static HttpUrl ofFull(@Nullable String url) {
    int schemeEnd = url == null ? -1 : url.indexOf("://");
    if (url == null || !isScheme(url, schemeEnd)) {
      return NONE;
    }
    int authorityStart = schemeEnd + 3;
    int authorityEnd = authorityStart;
    while (authorityEnd < url.length() && "/?#".indexOf(url.charAt(authorityEnd)) < 0) {
      authorityEnd++;
    }
    String authority = url.substring(authorityStart, authorityEnd);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    String rest = url.substring(authorityEnd);
    return ofPathAndQuery(
        url.substring(0, schemeEnd), authority, rest.startsWith("/") ? rest : "/" + rest);
  }

  /** RFC 3986, section 3.1: else "://" stands in a query, say, which must not pass as a scheme. */
  private static boolean isScheme(String url, int end) {
    for (int i = 0; i < end; i++) {
      char c = url.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      boolean follows = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !follows)) {
        return false;
      }
    }
    return end > 0;
  }

  private static HttpUrl ofPathAndQuery(
      @Nullable String scheme, @Nullable String authority, String text) {
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    int mark = whole.indexOf('?');
    return mark < 0
        ? new HttpUrl(scheme, authority, whole, null)
        : new HttpUrl(scheme, authority, whole.substring(0, mark), whole.substring(mark + 1));
  }
}
