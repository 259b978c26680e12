package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDocumentsTest {
  @Test
  void documentsAreAsTheColumnsAreDeclared() throws IOException {
    for (Map.Entry<Path, String> document : SchemaDocuments.all().entrySet()) {
      assertThat(document.getKey())
          .as(document.getKey() + " is stale: run scripts/schemas, and commit what it writes")
          .hasContent(document.getValue());
    }
  }
}
