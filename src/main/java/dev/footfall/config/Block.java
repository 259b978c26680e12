package dev.footfall.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the configuration while it is read: hands out the value of each key that a section
 * asks for. What nobody asked for is an unknown key, so the code that reads is the list of what is
 * allowed. Keys that begin with {@code x-} are the user's own.
 */
final class Block {
  private final String path;
  private final Mark mark;
  private final Problems problems;
  private final Shape shape;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Mark key, Node value) {}

  private Block(String path, Mark mark, Problems problems, Shape shape) {
    this.path = path;
    this.mark = mark;
    this.problems = problems;
    this.shape = shape;
  }

  /**
   * @param path of this mapping, empty for the whole file
   * @param mark where a missing key is reported
   * @param node null or YAML's null for an empty mapping
   */
  static Block of(String path, Mark mark, @Nullable Node node, Problems problems) {
    return of(path, mark, node, problems, new Shape());
  }

  /**
   * @param shape gets to know what is asked for
   */
  static Block of(String path, Mark mark, @Nullable Node node, Problems problems, Shape shape) {
    Block block = new Block(path, mark, problems, shape);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(block::add);
    } else if (node != null && !node.getTag().equals(Tag.NULL)) {
      problems.report(
          node.getStartMark().orElse(mark),
          (path.isEmpty() ? "the configuration" : path) + " must be a mapping, key: value");
    }
    return block;
  }

  private void add(NodeTuple entry) {
    Mark at = entry.getKeyNode().getStartMark().orElse(mark);
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      problems.report(at, "a key must be text");
      return;
    }
    Entry first = entries.putIfAbsent(key.getValue(), new Entry(at, entry.getValueNode()));
    if (first != null) {
      int line = first.key().getLine() + 1;
      problems.report(at, pathOf(key.getValue()) + " is there twice, first at line " + line);
    }
  }

  /** The value of a key, which is thereby allowed. */
  Value value(String key) {
    return value(key, shape.key(key));
  }

  /** The values of all keys, where these are the user's own. */
  Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    entries.keySet().forEach(key -> values.put(key, value(key, shape.ownKey())));
    return values;
  }

  private Value value(String key, Shape below) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return new Value(pathOf(key), mark, null, problems, below);
    }
    // The value of a key that looks secret may itself be the secret, and is not shown.
    Mark at =
        Secrets.isSecret(key) ? entry.key() : entry.value().getStartMark().orElse(entry.key());
    boolean isNull = entry.value().getTag().equals(Tag.NULL);
    return new Value(
        pathOf(key), isNull ? entry.key() : at, isNull ? null : entry.value(), problems, below);
  }

  /** The mapping under a key; empty where the key is absent. */
  Block block(String key) {
    Entry entry = entries.get(key);
    return entry == null
        ? of(pathOf(key), mark, null, problems, shape.key(key))
        : of(pathOf(key), entry.key(), entry.value(), problems, shape.key(key));
  }

  /** Whether two items of a list seem to have run together. */
  static boolean hasKeyTwice(MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    return mapping.getValue().stream()
        .anyMatch(
            entry -> entry.getKeyNode() instanceof ScalarNode key && !seen.add(key.getValue()));
  }

  boolean has(String key) {
    return entries.containsKey(key) && !entries.get(key).value().getTag().equals(Tag.NULL);
  }

  /** Reports what is wrong with the mapping as a whole. */
  void report(String message) {
    problems.report(mark, path + ": " + message);
  }

  /** Reports what nobody asked for. To be called when a section has been read. */
  void close() {
    entries.forEach(
        (key, entry) -> {
          if (!shape.keys().containsKey(key) && !key.startsWith("x-")) {
            problems.report(entry.key(), unknown(key));
          }
        });
  }

  private String unknown(String key) {
    if (key.equals("<<")) {
      return pathOf(key) + ": YAML 1.2 has no merge keys; write the keys out";
    }
    Set<String> allowed = shape.keys().keySet();
    return "unknown key " + pathOf(key) + Nearest.hint(key, allowed, "allowed here");
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
