package dev.footfall.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

  private static Map<String, String> captures(String template, String path) {
    PathTemplate compiled = new PathTemplate(template);
    String[] values = compiled.match(UrlText.segments(path));
    if (values == null) {
      return null;
    }
    Map<String, String> captures = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      String name = compiled.captures().get(i);
      captures.put(name, new Captures(compiled.captures(), values).decoded(name));
    }
    return captures;
  }

  @ParameterizedTest
  @CsvSource({
    "/, /, true",
    "/cart, /cart, true",
    "/cart, /cart/, false",
    "/cart, /Cart, false",
    "/cart/, /cart/, true",
    "/cart, /cart;jsessionid=1, true",
    "/a/b, /a;x=1/b;y=2, true",
    "/a/b, /a//b, false",
    "/a/*, /a/b, true",
    "/a/*, /a/, false",
    "/a/*, /a/b/c, false",
    "/a/*/c, /a/b/c, true",
    "/a*, /a, true",
    "/a*, /abc, true",
    "/a*, /abc/d, false",
    "/a/**, /a, true",
    "/a/**, /a/, true",
    "/a/**, /a/b/c, true",
    "/a/**, /ab, false",
    "/**, /, true",
    "/**, /x/y, true",
    "/a.b, /axb, false",
    "/p%64p, /pdp, false"
  })
  void templateMatchesSegmentBySegment(String template, String path, boolean matches) {
    assertThat(captures(template, path) != null).isEqualTo(matches);
  }

  @Test
  void captureTakesASegment() {
    assertThat(captures("/p/{id}", "/p/42")).isEqualTo(Map.of("id", "42"));
    assertThat(captures("/p/{id}", "/p/")).isNull();
  }

  @Test
  void captureStandsBetweenText() {
    assertThat(captures("/p/x-{id}.htm", "/p/x-42.htm")).isEqualTo(Map.of("id", "42"));
    assertThat(captures("/p/x-{id}.htm", "/p/x-42.html")).isNull();
  }

  @Test
  void firstOfTwoCapturesTakesAsMuchAsItCan() {
    assertThat(captures("/pdp/{slug}-{item_id}.htm", "/pdp/t-shirt-schwarz-q11.htm"))
        .isEqualTo(Map.of("slug", "t-shirt-schwarz", "item_id", "q11"));
  }

  @Test
  void captureMayHaveAPattern() {
    assertThat(
            captures(
                "/pdp/{slug}-{item_id:[a-z]{3}[0-9o]+-[a-z0-9]+}.htm",
                "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm"))
        .isEqualTo(Map.of("slug", "t-shirt-print-schwarz", "item_id", "trq22o064-q11"));
  }

  @Test
  void capturesArePercentDecoded() {
    assertThat(captures("/c/{name}", "/c/B%C3%BCcher+mehr%20%zz"))
        .isEqualTo(Map.of("name", "Bücher+mehr %zz"));
    assertThat(captures("/c/{name}", "/c/%ff")).isEqualTo(Map.of("name", "\uFFFD"));
  }

  @Test
  void slashInAPatternEndsNoSegment() {
    assertThat(captures("/p/{id:[^/]+}/x", "/p/7/x")).isEqualTo(Map.of("id", "7"));
  }

  @Test
  void hostileSegmentsEndInBoundedSteps() {
    String path = "/p/" + "a".repeat(2_000) + "!";
    assertThat(captures("/p/{id:(a+)+}", path)).isNull();
  }

  @Test
  void segmentsOfMoreThan2048CharactersFitNoPattern() {
    assertThat(captures("/p/{id:[a]+}", "/p/" + "a".repeat(2_048))).isNotNull();
    assertThat(captures("/p/{id:[a]+}", "/p/" + "a".repeat(2_049))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cart", "/a/**/b", "/{", "/}", "/{a-b}", "/{}", "/{a}/{a}", "/{a:[}", "/{a:(}"})
  void badTemplateIsRefused(String template) {
    assertThatThrownBy(() -> new PathTemplate(template))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
