package dev.footfall.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at a topic as a compacting reader does: by id, in the order of offsets. */
final class Revisions {
  private Revisions() {}

  /** What is wrong: ids whose revisions are not 1, 2, 3 ... in the order of one partition. */
  static List<String> faults(String output, String idColumn, List<OutputRecord> records) {
    Map<String, Last> lasts = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (OutputRecord record : records) {
      if (!record.output().equals(output)) {
        continue;
      }
      JsonNode row = JsonLines.of(record.value());
      String id = row.path(idColumn).asText();
      int revision = row.path("revision").asInt();
      Last last = lasts.getOrDefault(id, new Last(record.partition(), 0));
      if (record.partition() != last.partition || revision != last.revision + 1) {
        faults.add(
            "%s: revision %d on partition %d after %d on %d"
                .formatted(id, revision, record.partition(), last.revision, last.partition));
      }
      lasts.put(id, new Last(record.partition(), revision));
    }
    return faults;
  }

  private record Last(int partition, int revision) {}
}
