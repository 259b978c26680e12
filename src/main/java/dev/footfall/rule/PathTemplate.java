package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path as rules write it, segment by segment: text as it is sent, {@code {name}} captures at
 * least one character up to the segment's end or the next text (of two captures the first takes as
 * much as it can), {@code {name:regex}} what fits the expression, {@code *} stands for any text of
 * a segment (alone for a whole one, not empty), and a closing {@code /**} for any rest or none.
 * Thread-safe.
 */
public final class PathTemplate {
  private static final String[] NO_CAPTURES = {};
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final List<Segment> segments = new ArrayList<>();
  private final List<String> captures = new ArrayList<>();
  private final boolean openEnd;

  /**
   * @throws IllegalArgumentException saying what is wrong with the template
   */
  PathTemplate(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with /: " + text);
    }
    List<String> parts = split(text);
    openEnd = parts.get(parts.size() - 1).equals("**");
    for (String part : openEnd ? parts.subList(0, parts.size() - 1) : parts) {
      if (part.equals("**")) {
        throw new IllegalArgumentException("** stands only at the end of a path: " + text);
      }
      segments.add(segment(part));
    }
  }

  /** Names of the captures, in the order of the values that {@link #match} gives. */
  List<String> captures() {
    return captures;
  }

  /** Whether it surely matches all that the other does. */
  boolean covers(PathTemplate other) {
    int length = segments.size();
    boolean reaches =
        openEnd
            ? other.segments.size() >= length
            : !other.openEnd && other.segments.size() == length;
    for (int i = 0; reaches && i < length; i++) {
      reaches = segments.get(i).covers(other.segments.get(i));
    }
    return reaches;
  }

  PathShape shape() {
    List<@Nullable String> texts = new ArrayList<>();
    segments.forEach(segment -> texts.add(segment.text));
    return new PathShape(texts, openEnd);
  }

  /** The captured values as sent; null where the path does not match. */
  String @Nullable [] match(String[] path) {
    int length = segments.size();
    if (openEnd ? path.length < length : path.length != length) {
      return null;
    }
    String[] values = captures.isEmpty() ? NO_CAPTURES : new String[captures.size()];
    int at = 0;
    for (int i = 0; i < length; i++) {
      at = segments.get(i).match(path[i], values, at);
      if (at < 0) {
        return null;
      }
    }
    return values;
  }

  /**
   * Whether a path that does not match comes near: at least half of its segments fit, one of them a
   * text that the template names.
   */
  public boolean nearly(String[] path) {
    int fitting = 0;
    boolean named = false;
    for (int i = 0; i < Math.min(segments.size(), path.length); i++) {
      Segment segment = segments.get(i);
      if (segment.match(path[i], new String[captures.size()], 0) >= 0) {
        fitting++;
        named |= segment.text != null && !segment.text.isEmpty();
      }
    }
    return named && 2 * fitting >= Math.max(segments.size(), path.length);
  }

  /** Parts between slashes; a slash inside braces belongs to an expression. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 1;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0) {
        throw new IllegalArgumentException("} without {: " + text);
      }
      if (c == '/' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException("{ without }: " + text);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private Segment segment(String part) {
    if (part.indexOf('{') < 0 && part.indexOf('*') < 0) {
      return new Segment(part, null, List.of());
    }
    StringBuilder regex = new StringBuilder();
    int before = captures.size();
    int i = 0;
    while (i < part.length()) {
      int end = i;
      if (part.charAt(i) == '{') {
        end = closing(part, i);
        regex.append(capture(part.substring(i + 1, end)));
      } else if (part.charAt(i) == '*') {
        regex.append(part.length() == 1 ? ".+" : ".*");
      } else {
        while (end + 1 < part.length() && "{*".indexOf(part.charAt(end + 1)) < 0) {
          end++;
        }
        regex.append(Pattern.quote(part.substring(i, end + 1)));
      }
      i = end + 1;
    }
    List<String> groups = new ArrayList<>();
    for (int n = before; n < captures.size(); n++) {
      groups.add("c" + n);
    }
    String all = regex.toString();
    boolean anything = all.equals(".+") || all.equals("(?<c" + before + ">.+)");
    return new Segment(null, anything ? null : BoundedPattern.of(all), groups);
  }

  private static int closing(String part, int open) {
    int depth = 0;
    for (int i = open; ; i++) {
      depth += part.charAt(i) == '{' ? 1 : part.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
  }

  private String capture(String inside) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("no name of a capture: {" + inside + "}");
    }
    if (captures.contains(name)) {
      throw new IllegalArgumentException("two captures named " + name);
    }
    captures.add(name);
    // Named by place: Java's group names know no underscore, and an expression may hold groups.
    String group = "(?<c" + (captures.size() - 1) + ">";
    return group + (colon < 0 ? ".+" : inside.substring(colon + 1)) + ")";
  }

  /**
   * One segment.
   *
   * @param text what it must be; null where it may vary
   * @param pattern what it must fit; null where any text but none does
   * @param groups of the pattern, one for each capture
   */
  private record Segment(
      @Nullable String text, @Nullable BoundedPattern pattern, List<String> groups) {

    boolean covers(Segment other) {
      if (text != null) {
        return text.equals(other.text);
      }
      if (other.text != null) {
        return pattern == null ? !other.text.isEmpty() : pattern.fits(other.text);
      }
      return pattern == null
          ? other.pattern == null || !other.pattern.fits("")
          : other.pattern != null && pattern.toString().equals(other.pattern.toString());
    }

    /** Writes what it captures from {@code at} on and returns the place behind, or -1. */
    int match(String segment, String[] values, int at) {
      if (text != null) {
        return text.equals(segment) ? at : -1;
      }
      if (pattern == null) {
        if (!groups.isEmpty()) {
          values[at] = segment;
        }
        return segment.isEmpty() ? -1 : at + groups.size();
      }
      Matcher matcher = pattern.match(segment);
      if (matcher == null) {
        return -1;
      }
      for (String group : groups) {
        values[at++] = matcher.group(group);
      }
      return at;
    }
  }
}
