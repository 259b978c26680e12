package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What holds for the declared columns of every output. */
final class DeclaredColumns {
  private DeclaredColumns() {}

  static void assertType(Column<?> column, JsonNode value) {
    boolean fits =
        switch (column.type()) {
          case STRING -> value.isTextual();
          case INTEGER -> value.isIntegralNumber();
          case NUMBER -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
          case INSTANT -> value.isTextual() && Instant.parse(value.textValue()) != null;
          case OBJECT -> value.isObject();
          case ARRAY -> value.isArray();
        };
    assertThat(fits).as("%s is %s: %s", column.name(), column.type(), value).isTrue();
  }
}
