package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

  private final Redaction redaction = new Redaction(PrivacySettings.defaults("keys.txt"));

  static String[] personal() {
    return new String[] {
      "max.mustermann+shop@mail.example.org",
      "müller@bücher.example",
      "DE89370400440532013000",
      "GB29 NWBK 6016 1331 9268 19",
      "gb29nwbk60161331926819",
      "FR14-2004-1010-0505-0001-3M02-606",
      "4111111111111111",
      "4111 1111 1111 1111",
      "5500-0055-5555-5559",
      "378282246310005",
      "3782 822463 10005",
      "+49 170 1234567",
      "+1 (555) 123-4567",
      "+4917012345678",
      "192.0.2.216",
      "2001:db8:657c:7d7::1cad",
      "fe80::1",
      "::ffff:192.0.2.1",
      "0123456789abcdef0123456789ABCDEF",
      "bWF4Lm11c3Rlcm1hbm5AZXhhbXBsZS5vcmc=",
      "k3Jx-9fQzR_1uYt7WbP2-mN5vA0sD8eLqGhC",
      JWT,
    };
  }

  @ParameterizedTest
  @MethodSource("personal")
  void replacesPersonalTextInItsPlace(String personal) {
    assertThat(redaction.value(personal)).matches("(::ffff:)?\\[redacted]");
    String between = redaction.value("to " + personal + ", please");
    assertThat(between).matches("to (::ffff:)?\\[redacted], please");
  }

  @ParameterizedTest
  @MethodSource("personal")
  void findsPersonalTextHoweverOftenItIsEncoded(String personal) {
    String encoded = personal;
    for (int round = 1; round <= 5; round++) {
      encoded = hexEncoded(encoded);
      assertThat(redaction.path("/a/" + encoded + "/b")).isEqualTo("/a/[redacted]/b");
      assertThat(redaction.query("page=" + encoded + "&sort=up"))
          .isEqualTo("page=[redacted]&sort=up");
      assertThat(redaction.value(encoded)).isEqualTo("[redacted]");
      encoded = encoded.length() > 300 ? encoded.replace("%25", "%") : encoded;
    }
  }

  /** Each character of the text, each percent sign of an encoded one. */
  private static String hexEncoded(String text) {
    if (text.startsWith("%")) {
      return text.replace("%", "%25");
    }
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.append("%%%02x".formatted(b));
    }
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("personal")
  void findsPersonalTextSentByAForm(String personal) {
    String encoded = URLEncoder.encode(personal, StandardCharsets.UTF_8);
    assertThat(redaction.query("sort=" + encoded))
        .matches("sort=(%3A%3Affff%3A)?\\[redacted](%3D)?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max＠example.org", // full-width at
        "max@exam\u00ADple.org", // soft hyphen
        "m\u200Bax@example.org", // zero-width space
        "４１１１１１１１１１１１１１１１",
        "٤١١١١١١١١١١١١١١١", // Arabic-Indic digits
        "max％40example.org", // full-width percent
      })
  void findsPersonalTextBehindLookAlikes(String text) {
    assertThat(redaction.value(text)).contains("[redacted]").doesNotContain("org");
  }

  @Test
  void encodedMoreThanFiveTimesIsNotLetThrough() {
    assertThat(redaction.value("%2525252541")).isEqualTo("%2525252541"); // five times
    assertThat(redaction.value("%252525252541")).isEqualTo("[redacted]"); // six times
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm",
        "/p/Apple-iPhone15ProMax256GB-Natural-Titanium-Unlocked",
        "/p/Spuelmaschinenreiniger-Hochleistungskonzentrat",
        "/owners/7/pets/9/visits/new",
        "/ean/4006381333931",
        "/order/1795519761526",
        "/resource/3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "/@handle",
        "/time/10:30/std::dec/c++11",
        "/v/10.0.19041.1/1.2.3",
        "/caf%C3%A9/%E2%9C%93",
        "/card/4111111111111112",
        "/iban/DE88370400440532013000",
        "//owners//find/",
        "",
        "*",
      })
  void letsOrdinaryPathsPass(String path) {
    assertThat(redaction.path(path)).isEqualTo(path);
  }

  @Test
  void ordinaryTextIsTheSameInstance() {
    String path = "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm";
    assertThat(redaction.path(path)).isSameAs(path);
    assertThat(redaction.value("Jeans 32/34")).isEqualTo("Jeans 32/34");
  }

  @ParameterizedTest
  @CsvSource({
    "/vets.html;jsessionid=0123456789ABCDEF, /vets.html",
    "/owners;v=1/7;jsessionid=AB/pets, /owners/7/pets",
    "/;jsessionid=AB, /",
    ";x, ''",
    "/a;b;c/d, /a/d",
  })
  void dropsPathParameters(String raw, String path) {
    assertThat(redaction.path(raw)).isEqualTo(path);
  }

  @Test
  void absentStaysAbsent() {
    assertThat(redaction.path(null)).isNull();
    assertThat(redaction.query(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "page=2&lastName=Davis&sort=name, page=2&sort=name",
    "lastName=Davis,",
    "'',",
    "page, page",
    "page=&&page=1, page=&page=1",
    "PAGE=2,",
    "xpage=1&pagex=2&pag=3,",
    "q=shoes,",
    "utm_source=a%20b+c&gclid=1, utm_source=a%20b+c",
    "utm_content=jane.doe%40mail.example, utm_content=[redacted]",
    "page=1=2, page=1=2",
    "pa%67e=1,",
  })
  void onlyAllowedParametersPassAsSent(String raw, String query) {
    assertThat(redaction.query(raw)).isEqualTo(query);
  }

  @Test
  void tooLongIsCutBetweenWords() {
    String path = "/" + "a".repeat(2000) + "/" + "b".repeat(40) + "@" + "c".repeat(100) + ".org";
    assertThat(redaction.path(path)).isEqualTo("/" + "a".repeat(2000));
    assertThat(redaction.value("x".repeat(5000))).hasSize(2048 - 320);
    String query = "page=" + "a ".repeat(1000) + "&sort=up&" + "page=" + "b ".repeat(1000);
    assertThat(redaction.query(query)).isEqualTo("page=" + "a ".repeat(1000) + "&sort=up");
  }

  @Test
  void listThatIsTooLongIsCutBetweenItsValues() {
    String list = "trq22o064-q11\u001F".repeat(200);
    assertThat(redaction.value(list)).hasSizeGreaterThan(2000).endsWith("\u001Ftrq22o064-q11");
  }

  @Test
  void cutNeverSplitsACharacter() {
    assertThat(redaction.value("x" + "\uD83D\uDC36".repeat(2000)))
        .hasSizeLessThanOrEqualTo(2048)
        .endsWith("\uD83D\uDC36");
  }

  @Test
  void configuredPatternsSeeValuesAndWholePaths() {
    Redaction own =
        new Redaction(
            Settings.redacting(
                Map.of("customer", "(?<=/users/)[^/]+", "number", "KD-[0-9]{4}", "nothing", "z*")));
    assertThat(own.path("/users/jane/KD-1234/x")).isEqualTo("/users/[redacted]/[redacted]/x");
    assertThat(own.value("for KD-1234")).isEqualTo("for [redacted]");
    assertThat(own.value("for %4bD-1234")).isEqualTo("[redacted]");
    assertThat(own.path("/us%65rs/jane/a%20b")).isEqualTo("/[redacted]");
    assertThat(own.path("/home")).isEqualTo("/home");
  }

  @Test
  void badPatternIsNamed() {
    assertThatThrownBy(() -> new Redaction(Settings.redacting(Map.of("customer", "KD-[0-9"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redact.customer: ")
        .hasMessageContaining("index");
  }

  @Test
  void scanNeverOverlooksWhatAPatternFinds() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String[] personal = personal();
    String alphabet = "abzAZ059-_.:/=+@% ~;,";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (random.nextInt(4) == 0) {
        text.insert(random.nextInt(text.length() + 1), personal[random.nextInt(personal.length)]);
      }
      String t = text.toString();
      int suspicions = TextScan.suspicions(t);
      for (PersonalPattern pattern : PersonalPattern.BUILT_IN) {
        assertThat(pattern.isIn(t) && !pattern.mayMatch(suspicions)).as(t + pattern).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@", "a.", "a.a@", "1", "1 ", "41", "4111-", "+1 ", "+", ":", "a:", "1.", "eyJ", "eyJ.",
        "eyJa.", "DE89 ", "DE89", "aA1-", "%25", "%", "%2", "@a.", "-", "(", "ａ"
      })
  void hostileRepetitionsTakeNoTime(String unit) {
    String text = unit.repeat(2048 / unit.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 20; i++) {
            redaction.value(text);
            redaction.path("/" + text);
            redaction.query("page=" + text);
          }
        });
  }
}
