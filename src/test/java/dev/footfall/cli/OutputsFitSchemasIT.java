package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.footfall.local.shop.ShopCapture;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the job writes, all of it, against the schemas as they are published. */
class OutputsFitSchemasIT {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final long START = 1_795_519_700_000L;

  @TempDir private static Path folder;
  private static Path shop;

  /** A shop in trouble: records come twice, late and damaged. */
  private static synchronized Path shop() throws IOException {
    if (shop == null) {
      Path capture = folder.resolve("shop.jsonl.gz");
      ShopCapture.write(capture, new ShopSettings(7, START, 10, 3_000, 1_000, 4, 50, 30), 20_000);
      shop = replay(capture, "shop");
    }
    return shop;
  }

  private static Path replay(Path capture, String name) {
    Path output = folder.resolve(name);
    Cli cli =
        Cli.run(
            "replay",
            "--input",
            capture.toString(),
            "--output",
            output.toString(),
            "--set",
            "sink.trace_ids=true",
            "--set",
            "privacy.device_cookies=[shop_vid]",
            "--set",
            "funnels=[{id: purchase, steps: [view_item, add_to_cart, purchase]}]");
    assertThat(cli.code()).as(cli.err()).isZero();
    return output;
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordOfAShopFits(Output output) throws IOException {
    assertThat(problems(shop(), output, schema(output))).isEmpty();
  }

  @Test
  void everyRecordOfACapturedApplicationFits() throws IOException {
    Path clinic = replay(Path.of("src/test/resources/petclinic/otlp_spans.jsonl.gz"), "clinic");
    for (Output output : List.of(Output.EVENTS, Output.SESSIONS, Output.PERFORMANCE)) {
      assertThat(problems(clinic, output, schema(output))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fieldThatIsNotDocumentedIsFound(Output output) throws IOException {
    ObjectNode schema = schema(output);
    JsonNode first = JACKSON.readTree(lines(shop(), output).get(0));
    ((ObjectNode) schema.get("properties")).remove(first.fieldNames().next());

    assertThat(problems(shop(), output, schema)).isNotEmpty();
  }

  private static List<String> problems(Path folder, Output output, ObjectNode schema)
      throws IOException {
    SchemaValidatorsConfig strict =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    JsonSchema validator =
        JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema, strict);
    List<String> lines = lines(folder, output);
    assertThat(lines).as(output.suffix()).isNotEmpty();
    return lines.stream().flatMap(line -> problems(line, validator)).limit(5).toList();
  }

  private static Stream<String> problems(String line, JsonSchema validator) {
    try {
      return validator.validate(JACKSON.readTree(line)).stream()
          .map(problem -> problem.getMessage() + " in " + line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static List<String> lines(Path folder, Output output) throws IOException {
    return Files.readAllLines(folder.resolve(output.suffix() + ".jsonl"));
  }

  private static ObjectNode schema(Output output) throws IOException {
    Path file = Path.of("docs/schema", output.suffix() + ".schema.json");
    return (ObjectNode) JACKSON.readTree(file.toFile());
  }
}
