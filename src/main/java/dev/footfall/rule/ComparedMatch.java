package dev.footfall.rule;

import dev.footfall.rule.Rule.Match;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A good rule's tests in the form in which they are compared with those of others: each of a
 * thousand rules with all before it.
 *
 * @param methods in capitals
 * @param hosts in lower case
 * @param status null for any
 */
record ComparedMatch(
    Match match,
    Set<String> methods,
    Set<String> hosts,
    @Nullable StatusTest status,
    List<PathTemplate> paths) {

  static ComparedMatch of(Match match) {
    return new ComparedMatch(
        match,
        changed(match.methods(), text -> text.toUpperCase(Locale.ROOT)),
        changed(match.hosts(), text -> text.toLowerCase(Locale.ROOT)),
        match.status().isEmpty() ? null : new StatusTest(match.status()),
        match.paths().stream().map(PathTemplate::new).toList());
  }

  private static Set<String> changed(Set<String> texts, UnaryOperator<String> change) {
    return texts.stream().map(change).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it surely holds wherever the other does. */
  boolean covers(ComparedMatch other) {
    return covers(methods, other.methods)
        && coversPaths(other)
        && covers(match.routes(), other.match.routes())
        && covers(hosts, other.hosts)
        && covers(match.services(), other.match.services())
        && covers(match.spanNames(), other.match.spanNames())
        && (status == null || (other.status != null && status.covers(other.status)))
        && other.match.spans().containsAll(match.spans())
        && (match.cel() == null || match.cel().equals(other.match.cel()));
  }

  /** Empty sets ask for nothing. */
  private static boolean covers(Set<String> one, Set<String> other) {
    return one.isEmpty() || (!other.isEmpty() && one.containsAll(other));
  }

  private boolean coversPaths(ComparedMatch other) {
    if (match.pathRegex() != null) {
      return match.pathRegex().equals(other.match.pathRegex());
    }
    return paths.isEmpty()
        || (!other.paths.isEmpty()
            && other.paths.stream()
                .allMatch(path -> paths.stream().anyMatch(template -> template.covers(path))));
  }
}
