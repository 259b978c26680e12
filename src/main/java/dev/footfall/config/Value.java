package dev.footfall.config;

import dev.footfall.config.Shape.Kind;
import dev.footfall.config.Shape.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A value of the configuration on its way to a type. What does not fit is reported, and the default
 * stands in for it, so that reading goes on to the next problem. What is asked for makes its {@link
 * Shape}.
 */
final class Value extends Place {
  private final Shape shape;

  /**
   * @param mark of the value, or where it is missing
   * @param node null where it is absent
   * @param shape gets to know what is asked for
   */
  Value(String path, Mark mark, @Nullable Node node, Problems problems, Shape shape) {
    super(path, mark, node, problems);
    this.shape = shape;
  }

  /** Reports it as missing, where it is. */
  Value required() {
    shape.require();
    if (isAbsent()) {
      report("is required");
    }
    return this;
  }

  /** A number or a word is text too. */
  @Nullable String text() {
    shape.allow(Kind.of(Type.TEXT), null);
    return withoutReference();
  }

  /** Text in which references may stand. */
  @Nullable String property() {
    shape.allow(Kind.of(Type.TEXT), null);
    return single();
  }

  String text(String fallback) {
    shape.allow(Kind.of(Type.TEXT), fallback);
    String text = withoutReference();
    return text == null ? fallback : text;
  }

  /** Text that is not empty. */
  String word(String fallback) {
    String word = text(fallback);
    if (word.isEmpty() && !isAbsent()) {
      report("is empty");
    }
    return word;
  }

  /** Any type that text can be read as; {@code what} completes "is not ...". */
  <T> @Nullable T parsed(String what, Function<String, T> parse) {
    shape.allow(new Kind(Type.OTHER, List.of(), null, null, what), null);
    return parse(what, parse);
  }

  <T> T parsed(String what, Function<String, T> parse, T fallback) {
    return parsed(new Kind(Type.OTHER, List.of(), null, null, what), what, parse, fallback);
  }

  private <T> T parsed(Kind kind, String what, Function<String, T> parse, T fallback) {
    shape.allow(kind, fallback);
    T value = parse(what, parse);
    return value == null ? fallback : value;
  }

  /** A regular expression. */
  @Nullable String regex() {
    shape.allow(Kind.of(Type.REGEX), null);
    String text = withoutReference();
    try {
      return text == null ? null : Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      report("is not a regular expression: " + e.getDescription() + " at " + (e.getIndex() + 1));
      return null;
    }
  }

  Duration duration(Duration fallback) {
    shape.fallBackTo(fallback);
    Duration duration = duration();
    return duration == null ? fallback : duration;
  }

  /** Null where it is absent, or none. */
  @Nullable Duration duration() {
    shape.allow(Kind.of(Type.DURATION), null);
    return parse("a time such as 500ms, 10s, 5m, 2h", Quantity::duration);
  }

  /** At least one, at most {@code most} bytes. */
  long bytes(long fallback, long most) {
    Kind kind = new Kind(Type.BYTES, List.of(), 1L, most, "");
    long bytes = parsed(kind, "a size such as 64kb, 128mb, 1gb", Quantity::bytes, fallback);
    if (bytes < 1 || bytes > most) {
      report("must be 1b to " + (most < 1 << 20 ? (most >> 10) + "kb" : (most >> 20) + "mb"));
      return fallback;
    }
    return bytes;
  }

  int number(int fallback, int least) {
    shape.fallBackTo(fallback);
    Integer number = number(least);
    return number == null ? fallback : number;
  }

  /** Null where it is absent, or none that is allowed. */
  @Nullable Integer number(int least) {
    shape.allow(new Kind(Type.NUMBER, List.of(), (long) least, null, ""), null);
    Long number = parse("a whole number", Long::parseLong);
    if (number == null) {
      return null;
    }
    if (number < least || number > Integer.MAX_VALUE) {
      report("must be at " + (number < least ? "least " + least : "most " + Integer.MAX_VALUE));
      return null;
    }
    return number.intValue();
  }

  boolean flag(boolean fallback) {
    shape.allow(Kind.of(Type.FLAG), fallback);
    Boolean flag = bool();
    return flag == null ? fallback : flag;
  }

  /** Null where it is absent. */
  @Nullable Boolean flag() {
    shape.allow(Kind.of(Type.FLAG), null);
    return bool();
  }

  /** A constant by its name in lower case. */
  <E extends Enum<E>> E oneOf(E fallback, List<E> allowed) {
    shape.fallBackTo(fallback);
    E constant = oneOf(allowed);
    return constant == null ? fallback : constant;
  }

  /** Null where it is absent, or none that is allowed. */
  <E extends Enum<E>> @Nullable E oneOf(List<E> allowed) {
    List<String> names = allowed.stream().map(Value::nameOf).toList();
    shape.allow(new Kind(Type.WORD, names, null, null, ""), null);
    String text = withoutReference();
    if (text == null) {
      return null;
    }
    int place = names.indexOf(text);
    if (place < 0) {
      report("must be " + String.join(" or ", names));
      return null;
    }
    return allowed.get(place);
  }

  /** A constant, or a list of them. */
  <E extends Enum<E>> List<E> listOf(List<E> fallback, List<E> allowed) {
    shape.fallBackTo(fallback.stream().map(Value::nameOf).toList());
    List<String> names = allowed.stream().map(Value::nameOf).toList();
    shape.item().allow(new Kind(Type.WORD, names, null, null, ""), null);
    return isAbsent()
        ? fallback
        : items().stream().map(item -> item.oneOf(allowed)).filter(Objects::nonNull).toList();
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The items of a list; of a single value, itself; of nothing, none. */
  List<Value> items() {
    Shape each = shape.item();
    return places().stream().map(place -> place.value(each)).toList();
  }

  /** One text or a list of them; {@code fallback} where the value is absent. */
  List<String> texts(String... fallback) {
    shape.item().allow(Kind.of(Type.TEXT), null);
    shape.fallBackTo(Arrays.asList(fallback));
    return isAbsent()
        ? Arrays.asList(fallback)
        : items().stream().map(item -> item.text("")).toList();
  }

  Block block() {
    return block(shape);
  }

  /** Values by keys that are the user's own. */
  Map<String, Value> byKey() {
    shape.ownKey();
    return block().values();
  }
}
