package dev.footfall.config;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A place in the configuration, and what stands there: what is wrong is reported of it. */
class Place {
  /** What follows the opening bracket of a place in a list. */
  private static final Pattern INDEX = Pattern.compile("(\\d{1,9})][.\\[]?(.*)");

  private final String path;
  private final Mark mark;
  private final @Nullable Node node;
  private final Problems problems;

  /**
   * @param mark of what stands there, or where it is missing
   * @param node null where it is absent
   */
  Place(String path, Mark mark, @Nullable Node node, Problems problems) {
    this.path = path;
    this.mark = mark;
    this.node = node;
    this.problems = problems;
  }

  final boolean isAbsent() {
    return node == null;
  }

  final boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Reports what is wrong with it, after its path. */
  final void report(String message) {
    problems.report(mark, path + " " + message);
  }

  /** Reports what is wrong below it, at a path such as {@code match.path[1]}. */
  final void reportBelow(String below, String message) {
    problems.report(markBelow(below), path + "." + below + ": " + message);
  }

  /** Notes what is no error, at a path below it. */
  final void warnBelow(String below, String message) {
    problems.warn(Problem.at(markBelow(below), path + "." + below + ": " + message, true));
  }

  /** The mark of what lies there; of the nearest thing above, where there is nothing. */
  private Mark markBelow(String below) {
    Matcher index = INDEX.matcher(below);
    List<Place> places = index.matches() ? places() : List.of();
    if (index.matches() && Integer.parseInt(index.group(1)) < places.size()) {
      return places.get(Integer.parseInt(index.group(1))).markBelow(index.group(2));
    }
    String[] step = below.split("[.\\[]", 2);
    Block block = Block.of(path, mark, node, new Problems());
    Place next = block.value(step[0]);
    return block.has(step[0]) ? next.markBelow(step.length > 1 ? step[1] : "") : mark;
  }

  /** The places of a list's items; of what is no list, this; of nothing, none. */
  final List<Place> places() {
    if (node instanceof MappingNode mapping && Block.hasKeyTwice(mapping)) {
      report("is a list; each of its items begins with a dash, -");
    }
    if (!(node instanceof SequenceNode sequence)) {
      return node == null ? List.of() : List.of(this);
    }
    List<Place> places = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Mark at = item.getStartMark().orElse(mark);
      places.add(new Place(path + "[" + places.size() + "]", at, item, problems));
    }
    return places;
  }

  /** What stands there, to be read as a type. */
  final Value value(Shape shape) {
    return new Value(path, mark, node, problems, shape);
  }

  final Block block(Shape shape) {
    return Block.of(path, mark, node, problems, shape);
  }

  /** The one value that stands there, as text. */
  final @Nullable String single() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    if (node != null) {
      report("must be one value");
    }
    return null;
  }

  /** The same, where it may not lie elsewhere. */
  final @Nullable String withoutReference() {
    String text = single();
    if (text != null && (text.contains("${env:") || text.contains("${file:"))) {
      report("holds a reference, which only brokers and properties may");
    }
    return text;
  }

  /**
   * The same, as a type.
   *
   * @param what completes "is not ..."
   */
  final <T> @Nullable T parse(String what, Function<String, T> parse) {
    String text = withoutReference();
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      report("is not " + what);
      return null;
    }
  }

  /** True or false. */
  final @Nullable Boolean bool() {
    if (node == null) {
      return null;
    }
    if (!node.getTag().equals(Tag.BOOL)) {
      report("must be true or false");
      return null;
    }
    return Boolean.valueOf(single());
  }
}
