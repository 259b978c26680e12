package dev.footfall.cli;

import dev.footfall.explain.Survey.Unnamed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a rule for each of the largest groups of requests that no rule names: pages, calls and
 * downloads that were answered, and forms that led on to another page; not errors.
 */
final class SuggestRules {
  private static final Pattern CAPTURE = Pattern.compile("\\{(id[0-9]*)}");
  private static final int LONGEST_NAME = 40;

  private final Set<String> taken = new HashSet<>();

  private SuggestRules() {}

  /**
   * The rules as YAML, to be put into a configuration; empty where there is nothing to suggest.
   *
   * @param most how many, the largest groups first
   */
  static String of(List<Unnamed> unnamed, int most) {
    Set<String> covered = new HashSet<>();
    List<Unnamed> groups = new ArrayList<>();
    for (Unnamed group : unnamed) {
      if (groups.size() < most && isWorthARule(group) && covered.addAll(answers(group))) {
        groups.add(group);
      }
    }
    if (groups.isEmpty()) {
      return "";
    }
    // The first rule that matches names the request, so the more special one goes first.
    groups.sort(
        Comparator.<Unnamed>comparingInt(group -> captures(group).size())
            .thenComparingInt(group -> -String.valueOf(group.pattern()).length()));
    SuggestRules suggest = new SuggestRules();
    return groups.stream().map(suggest::rule).collect(Collectors.joining("", "rules:\n", ""));
  }

  private static boolean isWorthARule(Unnamed group) {
    boolean answered = !group.as().equals("page_error");
    boolean ledOn = !group.as().equals("redirect") || !"GET".equals(group.method());
    return group.pattern() != null
        && group.method() != null
        && !statuses(group).isEmpty()
        && answered
        && ledOn;
  }

  private static List<String> answers(Unnamed group) {
    return statuses(group).stream()
        .map(status -> group.method() + " " + group.pattern() + " " + status)
        .toList();
  }

  /** As rules write them; a request without an answer has none. */
  private static List<String> statuses(Unnamed group) {
    return group.statuses().stream()
        .filter(status -> status > 0)
        .map(status -> "\"" + status + "\"")
        .toList();
  }

  private String rule(Unnamed group) {
    String event = eventName(group);
    StringBuilder rule = new StringBuilder();
    rule.append("  - id: ").append(event.replace('_', '-')).append('\n');
    rule.append("    event: ").append(event);
    rule.append("    # ").append(group.requests()).append(" requests\n");
    rule.append("    match: {method: ").append(quoted(group.method()));
    rule.append(", path: ").append(quoted(group.pattern()));
    rule.append(", status: [").append(String.join(", ", statuses(group))).append("]}\n");
    List<String> captures = captures(group);
    if (!captures.isEmpty()) {
      rule.append("    params: {");
      rule.append(
          captures.stream()
              .map(name -> name + ": {capture: " + name + "}")
              .collect(Collectors.joining(", ")));
      rule.append("}\n");
    }
    return rule.toString();
  }

  private static List<String> captures(Unnamed group) {
    List<String> captures = new ArrayList<>();
    Matcher matcher = CAPTURE.matcher(String.valueOf(group.pattern()));
    while (matcher.find()) {
      captures.add(matcher.group(1));
    }
    return captures;
  }

  /** From the method and the path's words: a start, to be replaced by what the page is for. */
  private String eventName(Unnamed group) {
    String method = String.valueOf(group.method()).toLowerCase(Locale.ROOT);
    String verb = method.equals("get") ? "view" : method;
    String words =
        CAPTURE
            .matcher(String.valueOf(group.pattern()))
            .replaceAll("")
            .replaceAll("\\.[a-z]+$", "")
            .replaceAll("[^A-Za-z0-9]+", "_")
            .replaceAll("^_|_$", "")
            .toLowerCase(Locale.ROOT);
    String all = (verb + "_" + (words.isEmpty() ? "home" : words)).replaceAll("[^a-z0-9_]", "");
    String start = all.matches("[a-z].*") ? all : "event_" + all;
    return unique(start.substring(0, Math.min(start.length(), LONGEST_NAME)));
  }

  private String unique(String name) {
    String candidate = name;
    for (int n = 2; !taken.add(candidate); n++) {
      String suffix = "_" + n;
      candidate = name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length()));
      candidate += suffix;
    }
    return candidate;
  }

  /** A YAML string in double quotes. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c >= 0x7F) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
