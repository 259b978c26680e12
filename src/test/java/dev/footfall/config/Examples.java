package dev.footfall.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a sample says at each place, in its own writing: the first of several. */
final class Examples {
  private final String text;
  private final Map<String, String> byPath = new HashMap<>();

  private Examples(String text) {
    this.text = text;
  }

  static Examples of(YamlText sample) {
    Examples examples = new Examples(sample.text());
    examples.collect("", sample.compose(new Problems()));
    return examples;
  }

  /** Null where the sample does not say it on one line. */
  @Nullable String at(String path) {
    return byPath.get(path);
  }

  private void collect(String path, @Nullable Node node) {
    if (node == null) {
      return;
    }
    boolean block =
        node instanceof CollectionNode<?> collection
            && collection.getFlowStyle() == FlowStyle.BLOCK;
    String written = block ? null : written(node);
    if (written != null && !written.contains("\n")) {
      byPath.putIfAbsent(path, written);
    }
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> collect(path + "[]", item));
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String key = ((ScalarNode) entry.getKeyNode()).getValue();
        collect(DescribedSettings.join(path, key), entry.getValueNode());
        collect(DescribedSettings.join(path, "NAME"), entry.getValueNode());
      }
    }
    // One item stands for a list of it.
    if (!(node instanceof SequenceNode) && !path.endsWith("[]")) {
      collect(path + "[]", node);
    }
  }

  private String written(Node node) {
    int start = node.getStartMark().orElseThrow().getIndex();
    int end = node.getEndMark().orElseThrow().getIndex();
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start)).strip();
  }
}
