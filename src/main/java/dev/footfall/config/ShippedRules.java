package dev.footfall.config;

import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** The rule sets that come with the job, to stand behind the user's rules. */
enum ShippedRules {
  SHOP,
  CONTENT,
  ACCOUNT,
  /** No set, on its own. */
  NONE;

  private static final List<ShippedRules> BY_DEFAULT = List.of(SHOP, ACCOUNT);

  /** The rules of the sets that a value names, in its order. */
  static List<Rule> chosen(Value value) {
    Set<ShippedRules> sets = new LinkedHashSet<>(value.listOf(BY_DEFAULT, List.of(values())));
    if (sets.contains(NONE) && sets.size() > 1) {
      value.report("names none and others");
    }
    List<Rule> rules = new ArrayList<>();
    sets.forEach(set -> rules.addAll(set.rules()));
    return rules;
  }

  List<Rule> rules() {
    if (this == NONE) {
      return List.of();
    }
    String name = name().toLowerCase(Locale.ROOT) + ".yaml";
    try (InputStream in = EventSettings.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      Problems own = new Problems();
      YamlText text = new YamlText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Node root = text.compose(own);
      Block block = Block.of("", text.start(), root, own);
      List<Rule> rules = RulesSection.rules(block.value("rules"));
      block.close();
      own.throwIfAny();
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
