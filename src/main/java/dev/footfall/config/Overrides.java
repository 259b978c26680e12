package dev.footfall.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Puts the values of {@code --set path=value} into the tree of the file, before it is read, so that
 * they are held to the same rules. The value is YAML: {@code --set 'source.topics=[a, b]'}.
 */
final class Overrides {
  static final String FLAG = "--set";

  private static final String WHOLE_LIST =
      "a list can only be set as a whole, such as 'source.topics=[a, b]'";

  /** Their keys are not ours, and hold dots. */
  private static final Set<String> FREE_KEYS = Set.of("properties", "redact");

  private Overrides() {}

  /** Returns the tree with the override in it; what cannot be is reported. */
  static @Nullable Node apply(String override, @Nullable Node root, Problems problems) {
    int equals = override.indexOf('=');
    if (equals <= 0) {
      problems.report(
          new Problem(FLAG, 1, 1, "expects path=value, such as time.quiet_gap=10s", null));
      return root;
    }
    List<String> path = path(override.substring(0, equals));
    if (!path.get(0).equals("source")
        && path.stream().skip(1).anyMatch(step -> step.matches("\\d+"))) {
      problems.report(
          new Problem(FLAG + " " + override.substring(0, equals), 1, 1, WHOLE_LIST, null));
      return root;
    }
    YamlText source =
        new YamlText(FLAG + " " + override.substring(0, equals), override.substring(equals + 1));
    Node value = source.compose(problems);
    if (value == null) {
      value = scalar("", Tag.NULL, source.start());
    }
    MappingNode base =
        root instanceof MappingNode mapping ? mapping : mapping(new ArrayList<>(), source.start());
    return put(base, path, value, source.start(), problems);
  }

  private static MappingNode put(
      MappingNode in, List<String> path, Node value, Mark mark, Problems problems) {
    List<NodeTuple> entries = new ArrayList<>();
    boolean found = false;
    for (NodeTuple entry : in.getValue()) {
      boolean here =
          entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(path.get(0));
      entries.add(
          here && !found
              ? new NodeTuple(
                  path.size() == 1 ? scalar(path.get(0), Tag.STR, mark) : entry.getKeyNode(),
                  below(entry.getValueNode(), path, value, mark, problems))
              : entry);
      found |= here;
    }
    if (!found) {
      Node key = scalar(path.get(0), Tag.STR, mark);
      entries.add(new NodeTuple(key, below(null, path, value, mark, problems)));
    }
    return mapping(entries, in.getStartMark().orElse(mark));
  }

  private static Node below(
      @Nullable Node old, List<String> path, Node value, Mark mark, Problems problems) {
    if (path.size() == 1) {
      return value;
    }
    if (old instanceof MappingNode mapping) {
      return put(mapping, path.subList(1, path.size()), value, mark, problems);
    }
    boolean absent = old == null || old.getTag().equals(Tag.NULL);
    if (!absent) {
      problems.report(mark, path.get(0) + " has no keys that could be set");
      return old;
    }
    return put(
        mapping(new ArrayList<>(), mark), path.subList(1, path.size()), value, mark, problems);
  }

  private static List<String> path(String dotted) {
    List<String> path = new ArrayList<>();
    String rest = dotted;
    while (!rest.isEmpty()) {
      boolean free = !path.isEmpty() && FREE_KEYS.contains(path.get(path.size() - 1));
      int dot = free ? -1 : rest.indexOf('.');
      path.add(dot < 0 ? rest : rest.substring(0, dot));
      rest = dot < 0 ? "" : rest.substring(dot + 1);
    }
    return path;
  }

  private static ScalarNode scalar(String text, Tag tag, Mark mark) {
    return new ScalarNode(tag, true, text, ScalarStyle.PLAIN, Optional.of(mark), Optional.of(mark));
  }

  private static MappingNode mapping(List<NodeTuple> entries, Mark mark) {
    return new MappingNode(
        Tag.MAP, true, entries, FlowStyle.BLOCK, Optional.of(mark), Optional.of(mark));
  }
}
