package dev.footfall.rule;

import dev.footfall.otlp.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that no rule sees, because no visitor asked for them as such: what a page is made of,
 * HEAD, prefetches, and probes of the management paths. Thread-safe.
 */
public final class DropBeforeRules {
  private static final Set<String> ASSETS =
      Set.of(
          "css",
          "js",
          "mjs",
          "map",
          "png",
          "jpg",
          "jpeg",
          "gif",
          "svg",
          "webp",
          "avif",
          "ico",
          "bmp",
          "woff",
          "woff2",
          "ttf",
          "otf",
          "eot",
          "mp3",
          "mp4",
          "webm",
          "ogg",
          "webmanifest");

  private final List<PathTemplate> managementPaths;

  DropBeforeRules(List<PathTemplate> managementPaths) {
    this.managementPaths = managementPaths;
  }

  /** The reason in the accounting, or null where rules decide. */
  @Nullable String reason(Entry entry) {
    boolean head = "HEAD".equals(entry.method());
    if ((head || "GET".equals(entry.method())) && isAsset(entry)) {
      return "asset";
    }
    if (head) {
      return "head";
    }
    if (isPrefetch(entry.field(Field.PURPOSE))) {
      return "prefetch";
    }
    String[] segments = entry.segments();
    if (segments != null) {
      for (PathTemplate path : managementPaths) {
        if (path.match(segments) != null) {
          return "management";
        }
      }
    }
    return null;
  }

  /** Whether all paths of a shape are assets, when they are fetched. */
  static boolean areAssets(PathShape shape) {
    String last =
        shape.openEnd() || shape.texts().isEmpty()
            ? null
            : shape.texts().get(shape.texts().size() - 1);
    return last != null
        && last.indexOf('.') >= 0
        && ASSETS.contains(last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean isAsset(Entry entry) {
    String extension = entry.extension();
    if (extension.isEmpty()) {
      return false;
    }
    String[] segments = entry.segments();
    return ASSETS.contains(extension)
        || (segments != null && segments.length == 1 && segments[0].equals("robots.txt"));
  }

  private static boolean isPrefetch(@Nullable String purpose) {
    if (purpose == null) {
      return false;
    }
    String text = purpose.toLowerCase(Locale.ROOT);
    return text.contains("prefetch") || text.contains("prerender") || text.contains("preview");
  }
}
