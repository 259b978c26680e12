package dev.footfall.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.rule.UrlText;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/owners/find, /owners/find",
    "/owners/7/pets/12/, /owners/{id}/pets/{id2}/",
    "/news/2026/11/24, /news/{id}/{id2}/{id3}",
    "/news/2026-11-24.html, /news/{id}.html",
    "/o/969a4df1-b738-49f4-9a45-8b640254f338, /o/{id}",
    "/o/5f3881b33245a2dc, /o/{id}",
    "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm, /pdp/{id}.htm",
    "/item/trq22o064-q11, /item/{id}",
    "/blog/how-to-read-a-trace, /blog/{id}",
    "/terms-and-conditions, /terms-and-conditions",
    "/api/v2/cart, /api/v2/cart",
    "/user/[redacted]/x, /user/{id}/x",
    "/a/b%20c, /a/{id}",
    "/a/{b}*, /a/{id}",
    "/facade/added, /facade/added",
    "/index.html, /index.html",
  })
  void letsVaryWhatIsAnId(String path, String pattern) {
    var segments = Arrays.stream(UrlText.segments(path)).map(PathPattern::segment).toList();

    assertThat(PathPattern.template(segments)).isEqualTo(pattern);
  }
}
