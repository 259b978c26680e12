package dev.footfall.rule;

import dev.footfall.event.BoundedPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that a whole path must fit, its named groups being captures; unlike Java's,
 * their names may hold an underscore. Thread-safe.
 */
final class PathRegex {
  private static final Pattern GROUP =
      Pattern.compile("\\(\\?<(?<open>[A-Za-z_][A-Za-z0-9_]*)>|\\\\k<(?<back>[A-Za-z0-9_]+)>");

  /** Letters, digits and the like stand for themselves, a slash behind them ends a segment. */
  private static final Pattern PLAIN_START =
      Pattern.compile("/(?<segments>[A-Za-z0-9_~%=@!,-]+(/[A-Za-z0-9_~%=@!,-]+)*)/(?![*?+{])");

  private final List<String> names = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final BoundedPattern pattern;

  /**
   * @throws IllegalArgumentException saying what is wrong with the expression
   */
  PathRegex(String regex) {
    Matcher matcher = GROUP.matcher(regex);
    StringBuilder renamed = new StringBuilder();
    while (matcher.find()) {
      String open = matcher.group("open");
      if (open != null) {
        names.add(open);
        groups.add("c" + groups.size());
      }
      String group = "c" + names.indexOf(open != null ? open : matcher.group("back"));
      matcher.appendReplacement(
          renamed, open != null ? "(?<" + group + ">" : "\\\\\\\\k<" + group + ">");
    }
    matcher.appendTail(renamed);
    pattern = BoundedPattern.of(renamed.toString());
  }

  /** The whole segments that the expression begins with as plain text; then anything. */
  PathShape shape() {
    Matcher plain = PLAIN_START.matcher(pattern.toString());
    boolean known = plain.lookingAt() && pattern.toString().indexOf('|') < 0;
    // What follows the last slash may go on, or be repeated.
    String[] segments = known ? plain.group("segments").split("/", -1) : new String[0];
    return new PathShape(Arrays.asList(segments), true);
  }

  List<String> captures() {
    return names;
  }

  /** The captured values as sent; null where the path does not fit. */
  @Nullable Captures match(String path) {
    Matcher matcher = pattern.match(path);
    if (matcher == null) {
      return null;
    }
    String[] values = new String[groups.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matcher.group(groups.get(i));
    }
    return new Captures(names, values);
  }
}
