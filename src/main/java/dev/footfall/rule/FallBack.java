package dev.footfall.rule;

import dev.footfall.event.AnalyticsEvent.Conversion;
import dev.footfall.event.ParameterValue;
import dev.footfall.otlp.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request is that no rule names: {@code page_view} (an HTML answer 200 or 304), {@code
 * page_error} (4xx, 5xx, no answer), {@code file_download} (a PDF or archive), {@code request}
 * (anything else, no interaction), or nothing, if it is a redirect. Thread-safe.
 *
 * <p>Without a content type, a GET answered 200 or 304 is a page, unless its path is declared an
 * API; with one, that decides.
 */
public final class FallBack {
  public static final String REDIRECT = "redirect";

  private static final Set<String> PAGE_TYPES = Set.of("text/html", "application/xhtml+xml");
  private static final Set<String> FILES =
      Set.of(
          "pdf", "zip", "gz", "tgz", "tar", "bz2", "tbz2", "xz", "txz", "zst", "7z", "rar", "jar",
          "war");
  private static final Set<String> FILE_TYPES =
      Set.of(
          "application/pdf",
          "application/zip",
          "application/x-zip-compressed",
          "application/gzip",
          "application/x-gzip",
          "application/x-tar",
          "application/x-bzip2",
          "application/x-xz",
          "application/zstd",
          "application/x-7z-compressed",
          "application/vnd.rar",
          "application/x-rar-compressed",
          "application/java-archive");

  private final Naming pageView;
  private final Naming pageError;
  private final Naming request;
  private final Naming fileDownload;
  private final List<PathTemplate> apiPaths;

  /**
   * @param ruleIndex the place behind all rules, for the total order
   */
  FallBack(List<PathTemplate> apiPaths, int ruleIndex) {
    this.apiPaths = apiPaths;
    pageView = naming("page_view", ruleIndex, true);
    pageError = naming("page_error", ruleIndex, true);
    request = naming("request", ruleIndex, false);
    fileDownload = naming("file_download", ruleIndex, true);
  }

  private static Naming naming(String name, int ruleIndex, boolean interaction) {
    return new Naming(name, ruleIndex, name, false, interaction, Conversion.NONE);
  }

  /** What to call the request; null for a redirect. */
  @Nullable Naming name(Entry entry) {
    int status = entry.status();
    boolean unanswered = status == 0 && entry.method() != null && entry.span().isError();
    if (status >= 400 || unanswered) {
      return pageError;
    }
    if (status >= 300 && status != 304) {
      return null;
    }
    if (status != 200 && status != 304) {
      return request;
    }
    String type = mediaType(entry.field(Field.CONTENT_TYPE));
    boolean file = FILES.contains(entry.extension());
    if (type == null) {
      boolean page = "GET".equals(entry.method()) && !isApi(entry);
      return !page ? request : file ? fileDownload : pageView;
    }
    if (PAGE_TYPES.contains(type)) {
      return pageView;
    }
    boolean sentAsFile = file && type.equals("application/octet-stream");
    return sentAsFile || FILE_TYPES.contains(type) ? fileDownload : request;
  }

  /** Whether the answer is a page, whatever the request is called. */
  boolean isPage(Entry entry) {
    return name(entry) == pageView;
  }

  /** Of a fall-back event: GA4's two parameters for a download, else none. */
  Details details(Naming naming, Entry entry) {
    if (naming != fileDownload || entry.path() == null) {
      return Details.NONE;
    }
    Map<String, ParameterValue> parameters = new LinkedHashMap<>();
    parameters.put("file_name", new ParameterValue(entry.path(), false));
    parameters.put("file_extension", new ParameterValue(entry.extension(), false));
    return Details.of(parameters);
  }

  private static @Nullable String mediaType(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return null;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private boolean isApi(Entry entry) {
    String[] segments = entry.segments();
    if (segments != null) {
      for (PathTemplate path : apiPaths) {
        if (path.match(segments) != null) {
          return true;
        }
      }
    }
    return false;
  }
}
