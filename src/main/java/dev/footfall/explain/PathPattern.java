package dev.footfall.explain;

import dev.footfall.privacy.Redaction;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells what of a path's segment is an id: numbers, dates, hashes, UUIDs, item numbers, slugs of
 * several words, and what was redacted. What an extension follows keeps it.
 */
final class PathPattern {
  /** Stands for an id, until {@link #template} numbers them. */
  static final String ID = "{id}";

  private static final Pattern EXTENSION =
      Pattern.compile("(.+)(\\.(?:html?|php|aspx?|jsp|do|json|xml|pdf|zip))");

  private static final Pattern VERSION = Pattern.compile("v[0-9]{1,2}");

  /** Digits, with separators as dates and times have them. */
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9._:-]*");

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{8,}|[0-9a-fA-F-]{32,36}");

  /** Letters and digits mixed: an item number, a token. */
  private static final Pattern MIXED =
      Pattern.compile("(?=.*[0-9].*[0-9])(?=.*\\p{L})[\\p{L}\\p{N}_~=-]{5,}|.*[0-9]{4,}.*");

  /** Four words or more: a title. */
  private static final Pattern SLUG = Pattern.compile("\\p{L}+(?:[-_][\\p{L}\\p{N}]+){3,}");

  private static final int LONGEST_WORD = 40;

  private PathPattern() {}

  /** The segment, or {@link #ID} in place of what is one. */
  static String segment(String segment) {
    var matcher = EXTENSION.matcher(segment);
    if (matcher.matches()) {
      String stem = matcher.group(1);
      return segment(stem).equals(ID) ? ID + matcher.group(2) : isId(segment) ? ID : segment;
    }
    return isId(segment) ? ID : segment;
  }

  private static boolean isId(String text) {
    if (VERSION.matcher(text).matches() || text.isEmpty()) {
      return false;
    }
    return text.length() > LONGEST_WORD
        || text.contains(Redaction.REDACTED)
        || text.indexOf('%') >= 0
        // A template has no way to say these.
        || "{}*".chars().anyMatch(sign -> text.indexOf(sign) >= 0)
        || NUMBER.matcher(text).matches()
        || isHash(text)
        || MIXED.matcher(text).matches()
        || SLUG.matcher(text).matches();
  }

  /** Some words have only letters that are hexadecimal digits too. */
  private static boolean isHash(String text) {
    return HASH.matcher(text).matches() && text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** The template of segments, whose captures have names of their own. */
  static String template(List<String> segments) {
    StringBuilder template = new StringBuilder();
    int ids = 0;
    for (String segment : segments) {
      template.append('/');
      if (segment.startsWith(ID)) {
        ids++;
        String name = ids == 1 ? ID : "{id" + ids + "}";
        template.append(name).append(segment.substring(ID.length()));
      } else {
        template.append(segment);
      }
    }
    return template.toString();
  }
}
