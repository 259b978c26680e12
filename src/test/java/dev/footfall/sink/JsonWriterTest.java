package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final JsonWriter out = new JsonWriter();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void jacksonReadsAnyStringBack(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      String read = write(text, Integer.MAX_VALUE);
      assertThat(read).as("seed %s", seed).isEqualTo(withoutLoneSurrogates(text));
    }
  }

  @Test
  void loneSurrogatesBecomeTheReplacementCharacter() throws IOException {
    assertThat(write("a\uD83D", 99)).isEqualTo("a\uFFFD");
    assertThat(write("\uDE00a", 99)).isEqualTo("\uFFFDa");
    assertThat(write("\uD83D\uD83D\uDE00\uDE00", 99)).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
  }

  @Test
  void longTextsAreCutBetweenCharacters() throws IOException {
    assertThat(write("abcdef", 3)).isEqualTo("abc");
    assertThat(write("ab\uD83D\uDE00", 3)).isEqualTo("ab");
    assertThat(write("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
  }

  @Test
  void absentValuesLeaveNoTrace() {
    out.reset(99);
    out.beginStruct();
    out.name(new FieldName("a", 0));
    out.integer(1);
    out.name(new FieldName("b", 0));
    out.text(null);
    out.name(new FieldName("c", 0));
    out.beginList();
    out.bool(true);
    out.beginStruct();
    out.endStruct();
    out.bytes(new byte[] {1, 2, 3, 4});
    out.endList();
    out.name(new FieldName("d", 0));
    out.bytes(null);
    out.endStruct();

    assertThat(text()).isEqualTo("{\"a\":1,\"c\":[true,{},\"AQIDBA==\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0.001",
    "-1,-0.001",
    "10,0.01",
    "100,0.1",
    "1000,1",
    "12345,12.345",
    "12340,12.34",
    "-12300,-12.3",
    "9223372036854775807,9223372036854775.807",
    "-9223372036854775808,-9223372036854775.808"
  })
  void thousandthsHaveNoNeedlessZeros(long value, String text) {
    out.reset(99);
    out.thousandths(value);

    assertThat(text()).isEqualTo(text);
  }

  @Test
  void integersAreWrittenWhole() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      out.reset(99);
      out.integer(value);
      assertThat(text()).isEqualTo(Long.toString(value));
    }
    out.reset(99);
    out.integer(Long.MIN_VALUE);
    assertThat(text()).isEqualTo("-9223372036854775808");
  }

  @Test
  void instantsAreIso() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long micros = random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L);
      out.reset(99);
      out.instantMicros(micros);
      Instant read = Instant.parse(text().substring(1, text().length() - 1));
      assertThat(read.getEpochSecond() * 1_000_000 + read.getNano() / 1000).isEqualTo(micros);
      out.reset(99);
      out.instantMillis(micros / 1000);
      read = Instant.parse(text().substring(1, text().length() - 1));
      assertThat(read.toEpochMilli()).isEqualTo(micros / 1000);
    }
    out.reset(99);
    out.instantMicros(1_795_519_761_528_007L);
    assertThat(text()).isEqualTo("\"2026-11-24T11:29:21.528007Z\"");
  }

  @Test
  void impossibleInstantsStayInRange() {
    out.reset(99);
    out.beginList();
    out.instantMillis(Long.MAX_VALUE);
    out.instantMillis(Long.MIN_VALUE);
    out.endList();

    assertThat(text()).startsWith("[\"9999-12-31T").contains(",\"0000-01-01T").endsWith("Z\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "12", "12.50", "0.5", "1e5", "1E-5", "-3.25e+10", "100"})
  void decimalsStayAsTheyWereWritten(String number) throws IOException {
    out.reset(99);
    out.number(number);

    assertThat(text()).isEqualTo(number);
    assertThat(JACKSON.readTree(text()).isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+5",
        "05",
        "-01",
        ".5",
        "5.",
        "1e",
        "1e+",
        "NaN",
        "Infinity",
        "0x1",
        "1 ",
        " 1",
        "1,5",
        "1.5.2",
        "١",
        "1e5e5",
        "--1"
      })
  void whatJsonReadsAsNoNumberBecomesAString(String text) throws IOException {
    out.reset(99);
    out.number(text);

    JsonNode read = JACKSON.readTree(text());
    assertThat(read.isTextual()).isTrue();
    assertThat(read.textValue()).isEqualTo(text);
  }

  private String write(String text, int limit) throws IOException {
    out.reset(limit);
    out.text(text);
    byte[] bytes = out.toBytes();
    assertThat(isUtf8(bytes)).isTrue();
    return JACKSON.readTree(bytes).textValue();
  }

  private String text() {
    return new String(out.toBytes(), StandardCharsets.UTF_8);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String withoutLoneSurrogates(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static String randomText(Random random) {
    int length = random.nextInt(40);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          switch (random.nextInt(8)) {
            case 0 -> (char) random.nextInt(0x20);
            case 1 ->
                "\"\\/\b\f\n\r\t\u007f\u0080\u07ff\u0800\u2028\uffff".charAt(random.nextInt(14));
            case 2 -> (char) (0xD800 + random.nextInt(0x800));
            case 3 -> (char) random.nextInt(0x10000);
            default -> (char) (' ' + random.nextInt(95));
          });
      if (random.nextInt(10) == 0) {
        text.appendCodePoint(0x10000 + random.nextInt(0x100000));
      }
    }
    return text.toString();
  }
}
