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
    if (url == null || schemeEnd < 0) {
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
