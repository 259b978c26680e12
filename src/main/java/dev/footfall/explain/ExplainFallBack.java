package dev.footfall.explain;

import dev.footfall.otlp.Field;
import dev.footfall.rule.DropBeforeRules;
import dev.footfall.rule.Entry;
import dev.footfall.rule.FallBack;

/** Says in words what {@link DropBeforeRules} and {@link FallBack} decided, and why. */
final class ExplainFallBack {
  private ExplainFallBack() {}

  /** What decides how a request is called that no rule names. */
  static String words(Entry entry) {
    String type = entry.field(Field.CONTENT_TYPE);
    String answer = entry.status() == 0 ? "no status" : "status " + entry.status();
    String content = type == null ? "without a content type" : "as " + type;
    String method = entry.method() == null ? "a request without method" : entry.method();
    return method + " answered with " + answer + " " + content;
  }

  /** What a built-in reason for dropping means. */
  static String dropped(String reason) {
    return switch (reason) {
      case "asset" -> "what a page is made of, told by the path's ending";
      case "head" -> "a HEAD request";
      case "prefetch" -> "the browser asked ahead of its visitor";
      case "management" -> "a path of events.management_paths";
      case FallBack.REDIRECT -> "a redirect that no rule names";
      default -> "before any rule";
    };
  }
}
