package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private final Projection projection =
      new Projection(Set.of("a", "url.path", "app.plan", "größe", "\u0000\u0000"), true);

  private static int slot(Projection projection, String name) {
    byte[] bytes = ("x" + name + "y").getBytes(UTF_8);
    return projection.slot(bytes, 1, bytes.length - 2);
  }

  @Test
  void findsTheNamesOfFieldsAndRules() {
    for (int slot = 0; slot < projection.size(); slot++) {
      assertThat(slot(projection, projection.name(slot))).isEqualTo(slot);
    }
    for (Field field : Field.values()) {
      assertThat(projection.slots(field)).hasSize(field.names().size());
    }
  }

  @Test
  void findsNothingElse() {
    for (int slot = 0; slot < projection.size(); slot++) {
      String name = projection.name(slot);
      assertThat(slot(projection, name + "x")).isEqualTo(-1);
      assertThat(slot(projection, "x" + name)).isEqualTo(-1);
      assertThat(slot(projection, "X" + name.substring(1))).isEqualTo(-1);
    }
    assertThat(slot(projection, "")).isEqualTo(-1);
  }

  @Test
  void nameThatIsBothFieldAndRuleHasOneSlot() {
    assertThat(projection.ruleSlots()).hasSize(5).contains(projection.slots(Field.PATH)[0]);
  }

  @Test
  void isTheSameBehindSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(projection);
    Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(slot((Projection) copy, "url.path")).isEqualTo(slot(projection, "url.path"));
  }
}
