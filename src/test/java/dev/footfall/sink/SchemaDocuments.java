package dev.footfall.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The documents that are written from the declared columns: {@code scripts/schemas} runs this. */
final class SchemaDocuments {
  private SchemaDocuments() {}

  /** What each file of the documentation has to hold, by its path from the top. */
  static Map<Path, String> all() {
    Map<Path, String> documents = new TreeMap<>();
    for (DeclaredOutput output : DeclaredOutput.ALL) {
      documents.put(Path.of("docs/schema", output.schemaFile()), JsonSchemas.text(output));
    }
    documents.put(Path.of("docs/schema/asyncapi.yaml"), AsyncApi.text());
    documents.put(Path.of("docs/fields.md"), FieldTables.fields());
    documents.put(Path.of("docs/data-map.md"), FieldTables.dataMap());
    documents.put(Path.of("docs/sql/clickhouse.sql"), SqlTables.clickHouse());
    documents.put(Path.of("docs/sql/bigquery.sql"), SqlTables.bigQuery());
    return documents;
  }

  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<Path, String> document : all().entrySet()) {
      Files.createDirectories(document.getKey().getParent());
      Files.writeString(document.getKey(), document.getValue());
    }
  }
}
