package dev.footfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds configurations to the schema that editors use. */
final class SchemaCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(SettingsSchema.of(DescribedSettings.read()));

  private SchemaCheck() {}

  /** What the schema has against a configuration. */
  static List<String> complaints(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode document = loaded == null ? JSON.createObjectNode() : JSON.valueToTree(loaded);
    return SCHEMA.validate(document).stream().map(ValidationMessage::getMessage).toList();
  }
}
