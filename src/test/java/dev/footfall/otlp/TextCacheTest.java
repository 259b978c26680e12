package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextCacheTest {
  @Test
  void givesTheTextOfTheBytesAlsoWhereBucketsAreShared() {
    TextCache cache = new TextCache();
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      String text = Integer.toString(random.nextInt(5_000), 2 + random.nextInt(3)) + "ä";
      byte[] bytes = ("**" + text + "*").getBytes(UTF_8);
      assertThat(cache.text(bytes, 2, bytes.length - 3)).isEqualTo(text);
    }
  }

  @Test
  void givesTheSameStringAgain() {
    TextCache cache = new TextCache();
    byte[] bytes = "GET".getBytes(UTF_8);

    assertThat(cache.text(bytes, 0, 3)).isSameAs(cache.text(bytes.clone(), 0, 3));
  }
}
