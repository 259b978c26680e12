package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.sink.ColumnType.ListOf;
import dev.footfall.sink.ColumnType.MapOf;
import dev.footfall.sink.ColumnType.Scalar;
import dev.footfall.sink.ColumnType.StructOf;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds for the declared columns of every output. */
final class DeclaredColumns {
  private DeclaredColumns() {}

  static void assertType(Column<?> column, JsonNode value) {
    assertType(column.name(), column.field().type(), value);
  }

  private static void assertType(String name, ColumnType type, JsonNode value) {
    boolean fits;
    if (type instanceof Scalar scalar) {
      fits = fits(scalar, value);
    } else if (type instanceof ListOf list) {
      fits = value.isArray();
      value.forEach(each -> assertType(name, list.element(), each));
    } else if (type instanceof MapOf map) {
      fits = value.isObject();
      value.forEach(each -> assertType(name, map.value(), each));
    } else {
      Map<String, ? extends Field<?>> fields =
          ((StructOf) type)
              .struct().fields().stream().collect(Collectors.toMap(Field::name, each -> each));
      fits = value.isObject();
      fields.forEach((each, field) -> fieldIsThere(name, field, value.get(each)));
      value
          .fieldNames()
          .forEachRemaining(
              each -> {
                assertThat(fields).as(name).containsKey(each);
                assertType(name + "." + each, fields.get(each).type(), value.get(each));
              });
    }
    assertThat(fits).as("%s is %s: %s", name, type, value).isTrue();
  }

  private static void fieldIsThere(String name, Field<?> field, @Nullable JsonNode value) {
    assertThat(value != null || !field.required()).as("%s has %s", name, field.name()).isTrue();
  }

  private static boolean fits(Scalar scalar, JsonNode value) {
    return switch (scalar) {
      case STRING -> value.isTextual();
      case INTEGER -> value.isIntegralNumber();
      case NUMBER, DECIMAL -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case INSTANT -> value.isTextual() && Instant.parse(value.textValue()) != null;
      case BYTES -> value.isTextual() && Base64.getDecoder().decode(value.textValue()) != null;
      case STRING_OR_NUMBER -> value.isTextual() || value.isNumber();
    };
  }
}
