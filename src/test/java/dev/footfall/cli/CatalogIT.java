package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.privacy.DayKeys;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog through the whole graph. */
class CatalogIT {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void writeInput() throws IOException {
    DayKeys.generate(folder.resolve("keys.txt"), LocalDate.of(2026, 11, 1), 60);
    Files.writeString(
        folder.resolve("footfall.yaml"),
        "privacy: {key_ring: keys.txt}\ncatalog: {file: products.csv, key: item_id}\n");
    Files.writeString(folder.resolve("capture.jsonl"), record(request()) + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "jsonl", "parquet"})
  void slidesRequestBecomesTheSlidesEvent(String form) throws IOException, SQLException {
    write(
        "item_id,item_name,price,affiliation,coupon\n"
            + "trq22o064-q11,Stan and Friends Tee,7.77,Google Merchandise Store,SUMMER_FUN\n",
        form);

    Cli cli = replay("--set", "catalog.file=products." + form);

    assertThat(cli.code()).as(cli.err()).isZero();
    List<String> events = Files.readAllLines(folder.resolve("out/events.jsonl"));
    assertThat(events).hasSize(1);
    JsonNode event = JACKSON.readTree(events.get(0));
    assertThat(event.get("event_name").textValue()).isEqualTo("view_item");
    assertThat(event.get("event_params"))
        .isEqualTo(
            JACKSON.readTree(
                """
                {"value": 7.77, "item_id": "trq22o064-q11", "item_name": "Stan and Friends Tee",
                 "affiliation": "Google Merchandise Store", "coupon": "SUMMER_FUN"}
                """));
    assertThat(event.get("items"))
        .isEqualTo(
            JACKSON.readTree(
                """
                [{"item_id": "trq22o064-q11", "item_name": "Stan and Friends Tee", "price": 7.77,
                  "affiliation": "Google Merchandise Store", "coupon": "SUMMER_FUN"}]
                """));
    assertThat(event.get("catalog_version").textValue()).matches("[0-9a-f]{16}");
  }

  @Test
  void brokenCatalogEndsTheRunWithItsReason() throws IOException {
    Files.writeString(folder.resolve("products.csv"), "sku,item_name\na,b\n");

    Cli cli = replay();

    assertThat(cli.code()).isEqualTo(5);
    assertThat(cli.err())
        .contains("catalog " + folder.resolve("products.csv"))
        .contains("has no column item_id; it has sku, item_name")
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void missingCatalogEndsTheRunWithItsReason() {
    Cli cli = replay();

    assertThat(cli.code()).isEqualTo(4);
    assertThat(cli.err())
        .contains("catalog " + folder.resolve("products.csv") + " is not there")
        .doesNotContain("\tat ", "Exception");
  }

  /** Writes the catalog as CSV, and DuckDB another form of it, with the types that it guesses. */
  private void write(String csv, String form) throws IOException, SQLException {
    Path file = folder.resolve("products.csv");
    Files.writeString(file, csv);
    if (!form.equals("csv")) {
      try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = duckDb.createStatement()) {
        statement.execute(
            "COPY (SELECT * FROM '%s') TO '%s' (FORMAT %s)"
                .formatted(
                    file,
                    folder.resolve("products." + form),
                    form.equals("jsonl") ? "json" : form));
      }
    }
  }

  private Cli replay(String... more) {
    List<String> command =
        List.of(
            "replay",
            "--config",
            folder.resolve("footfall.yaml").toString(),
            "--input",
            folder.resolve("capture.jsonl").toString(),
            "--output",
            folder.resolve("out").toString());
    return Cli.run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static TracesData request() {
    long start = TIME.toEpochMilli() * 1_000_000;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(
                com.google.protobuf.ByteString.copyFrom(
                    ByteBuffer.allocate(16).putLong(1).putLong(2).array()))
            .setSpanId(
                com.google.protobuf.ByteString.copyFrom(ByteBuffer.allocate(8).putLong(3).array()))
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + 1_000_000)
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(text("url.path", "/pdp/t-shirt-print-schwarz-trq22o064-q11.htm"))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("http.response.status_code")
                    .setValue(AnyValue.newBuilder().setIntValue(200)));
    ResourceSpans.Builder message = ResourceSpans.newBuilder();
    message.getResourceBuilder().addAttributes(text("service.name", "shop"));
    message.addScopeSpansBuilder().addSpans(span);
    return TracesData.newBuilder().addResourceSpans(message).build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static String record(TracesData data) {
    return "{\"topic\":\"otlp_spans\",\"partition\":0,\"offset\":0,\"timestamp\":"
        + (TIME.toEpochMilli() + 1_000)
        + ",\"value\":\""
        + Base64.getEncoder().encodeToString(data.toByteArray())
        + "\"}";
  }
}
