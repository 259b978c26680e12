package dev.footfall.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFileTest {
  private static final String GOOD =
      "{\"partition\":0,\"offset\":1,\"timestamp\":5,\"timestampType\":\"CreateTime\","
          + "\"key\":null,\"headers\":[],\"value\":\"AAEC\"}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"otlp_spans,129", "otlp_spans_json,129", "otlp_spans_by_trace,6554"})
  void readsEveryRecordOfARealCapture(String name, int records) throws IOException {
    List<RawRecord> read =
        readAll(new CaptureFile("src/test/resources/petclinic/" + name + ".jsonl.gz", name));

    assertThat(read).hasSize(records).allMatch(r -> r.topic().equals(name));
    assertThat(read).extracting(RawRecord::partition).contains(0, 1, 2, 3);
    assertThat(read).allMatch(r -> r.value() != null && r.value().length > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"capture.jsonl", "capture.jsonl.gz"})
  void readsBackWhatItWrote(String name) throws IOException {
    CaptureFile file = new CaptureFile(folder.resolve(name).toString(), "unnamed");
    byte[] big = new byte[21_000_000];
    Arrays.fill(big, (byte) 7);
    List<RawRecord> records =
        List.of(
            new RawRecord("a", 0, 10, 1_795_520_000_000L, null, big, List.of()),
            new RawRecord("a", 9, 11, -1, new byte[] {-1}, null, List.of()),
            new RawRecord(
                "b",
                0,
                0,
                0,
                new byte[0],
                new byte[0],
                List.of(
                    new RawRecord.Header("ä\"", new byte[] {1}),
                    new RawRecord.Header("ä\"", null))));
    try (CaptureFile.RecordWriter writer = file.create()) {
      for (RawRecord record : records) {
        writer.write(record);
      }
    }

    List<RawRecord> read = readAll(file);
    assertThat(Arrays.equals(read.get(0).value(), big)).isTrue();
    // Compared field by field, and slowly: not the big one.
    assertThat(read.subList(1, 3)).usingRecursiveComparison().isEqualTo(records.subList(1, 3));
    assertThat(read).hasSize(3);
    boolean isGzip = Files.newInputStream(Path.of(file.path())).read() == 0x1F;
    assertThat(isGzip).isEqualTo(name.endsWith(".gz"));
  }

  @Test
  void timestampYearsAheadOfTheClockCountsAsAbsent() throws IOException {
    CaptureFile file = write(GOOD.replace("\"timestamp\":5", "\"timestamp\":99999999999999"));

    assertThat(readAll(file)).extracting(RawRecord::timestampMillis).containsExactly(-1L);
  }

  @Test
  void readsOnlyTheWantedPartition() throws IOException {
    CaptureFile file = write(GOOD + "\n" + GOOD.replace("\"partition\":0", "\"partition\":1"));
    try (CaptureFile.Reader reader = file.open()) {
      assertThat(reader.next(1)).extracting(RawRecord::partition).isEqualTo(1);
      assertThat(reader.next(1)).isNull();
    }
  }

  @Test
  void passesOverBlankLinesAndUnknownFields() throws IOException {
    CaptureFile file = write("\n" + GOOD.replace("{", "{\"x\":{\"y\":[1]},") + "\n\n");

    assertThat(readAll(file)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "nonsense|is not JSON",
        "[]|is not an object",
        "{\"partition\":0|is not JSON",
        "{} {}|goes on behind the object",
        "{}|has no partition",
        "{\"partition\":0,\"timestamp\":1}|has no offset",
        "{\"partition\":0,\"offset\":1}|has no timestamp",
        "{\"partition\":-2,\"offset\":1,\"timestamp\":1}|partition is out of range",
        "{\"partition\":2147483647}|partition is out of range",
        "{\"partition\":\"0\"}|partition is not a whole number",
        "{\"offset\":1.5}|offset is not a whole number",
        "{\"topic\":null}|topic is not a string",
        "{\"value\":7}|value is not base64 or null",
        "{\"key\":\"***\"}|key is not base64 or null",
        "{\"headers\":{}}|headers are not an array",
        "{\"headers\":[[\"a\"]]}|a header's value is not base64 or null",
        "{\"headers\":[\"a\"]}|a header is not [name, value]",
      })
  void badLineIsAnErrorNamingFileAndLine(String line, String problem) throws IOException {
    CaptureFile file = write(GOOD + "\n" + line + "\n" + GOOD);

    assertThatThrownBy(() -> readAll(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file.path() + ":2: " + problem);
    assertThatThrownBy(() -> CaptureSource.of(file)).hasMessage(file.path() + ":2: " + problem);
  }

  @Test
  void errorDoesNotQuoteTheLine() throws IOException {
    CaptureFile file = write("{\"value\": 203.0.113.7}");

    assertThatThrownBy(() -> readAll(file)).hasMessageNotContaining("203");
  }

  @Test
  void cutGzipIsAnErrorNamingTheFile() throws IOException {
    Path whole = folder.resolve("whole.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write((GOOD + "\n").repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 12));

    assertThatThrownBy(() -> readAll(new CaptureFile(cut.toString(), "t")))
        .hasMessageStartingWith(cut + ":");
  }

  @Test
  void missingFileIsAnErrorNamingIt() {
    assertThatThrownBy(() -> CaptureSource.of(new CaptureFile("/nowhere.jsonl", "t")))
        .hasMessageContaining("/nowhere.jsonl");
  }

  private CaptureFile write(String text) throws IOException {
    return new CaptureFile(Files.writeString(folder.resolve("c.jsonl"), text).toString(), "t");
  }

  private static List<RawRecord> readAll(CaptureFile file) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (CaptureFile.Reader reader = file.open()) {
      for (RawRecord r = reader.next(); r != null; r = reader.next()) {
        records.add(r);
      }
    }
    return records;
  }
}
