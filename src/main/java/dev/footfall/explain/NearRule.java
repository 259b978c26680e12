package dev.footfall.explain;

import dev.footfall.otlp.Field;
import dev.footfall.rule.CompiledMatch;
import dev.footfall.rule.CompiledRule;
import dev.footfall.rule.Entry;
import dev.footfall.rule.PathTemplate;
import dev.footfall.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may have expected a rule to name a request: its path fits, most of it does, or
 * its name holds a word of the request's path or route.
 */
final class NearRule {
  /** Shorter words ({@code to}, {@code web}) say little. */
  private static final int MIN_WORD = 4;

  private final Entry entry;
  private final Set<String> words;

  NearRule(Entry entry) {
    this.entry = entry;
    words = words(entry.path());
    words.addAll(words(entry.field(Field.ROUTE)));
  }

  boolean test(Rule rule, CompiledRule compiled) {
    CompiledMatch match = compiled.match();
    if (match.paths().isEmpty() && match.pathRegex() == null) {
      return sharesWord(rule) || new ExplainMatch(rule, compiled).failsBySpansOnly(entry);
    }
    return match.capture(entry) != null || mostFits(match.paths()) || sharesWord(rule);
  }

  private boolean mostFits(List<PathTemplate> templates) {
    String[] path = entry.segments();
    return path != null && templates.stream().anyMatch(template -> template.nearly(path));
  }

  private boolean sharesWord(Rule rule) {
    return words(rule.id() + " " + rule.event()).stream().anyMatch(words::contains);
  }

  /** Singular and plural count as one. */
  private static Set<String> words(@Nullable String text) {
    String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return Arrays.stream(lower.split("[^\\p{L}]+"))
        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
        .filter(word -> word.length() >= MIN_WORD)
        .collect(Collectors.toSet());
  }
}
