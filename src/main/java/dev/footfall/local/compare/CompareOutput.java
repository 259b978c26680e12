package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.local.compare.ComparedOutput.Folding;
import dev.footfall.local.compare.Exemptions.Reason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the rows of one output against each other, part by part. */
final class CompareOutput {
  private final ComparedOutput output;
  private final Folding folding;
  private final Exemptions exemptions;
  private final Findings findings;

  CompareOutput(ComparedOutput output, Folding folding, boolean pinnedCatalog, Findings findings) {
    this.output = output;
    this.folding = folding;
    this.exemptions = new Exemptions(output, pinnedCatalog);
    this.findings = findings;
  }

  /** Compares the rows of one part; afterwards, the maps are empty. */
  void part(Map<String, Fold.Row> first, Map<String, Fold.Row> second) {
    Set<String> cutInFirst = new HashSet<>();
    Set<String> cutInSecond = new HashSet<>();
    if (folding == Folding.LAST_REVISION) {
      removeUnsettled(first, findings.first, cutInFirst);
      removeUnsettled(second, findings.second, cutInSecond);
    }
    removeCut(first, cutInSecond);
    removeCut(second, cutInFirst);
    count(first, findings.first);
    count(second, findings.second);
    first.forEach((key, row) -> compare(row, second.remove(key)));
    first.clear();
    second.values().forEach(row -> compare(null, row));
    second.clear();
  }

  /** What ended with the range in the other run need not be as it is here. */
  private void removeCut(Map<String, Fold.Row> rows, Set<String> cutInTheOther) {
    for (String key : cutInTheOther) {
      if (rows.remove(key) != null) {
        findings.addExempt(Set.of(Reason.END_OF_RANGE));
      }
    }
  }

  /**
   * @param cut gets the keys of what ended with the range
   */
  private void removeUnsettled(Map<String, Fold.Row> rows, SideCounts counts, Set<String> cut) {
    rows.entrySet()
        .removeIf(
            entry -> {
              ObjectNode json = entry.getValue().json();
              boolean retracted = json.path("retracted").asBoolean();
              boolean unfinished = !output.isDone(json);
              if (retracted) {
                counts.retracted++;
              } else if (unfinished) {
                counts.unfinished++;
              }
              if (unfinished && !retracted && Exemptions.isCutAtTheEnd(json)) {
                cut.add(entry.getKey());
              }
              return retracted || unfinished;
            });
  }

  private static void count(Map<String, Fold.Row> rows, SideCounts counts) {
    rows.values().forEach(row -> counts.compared += row.count());
  }

  private void compare(Fold.@Nullable Row first, Fold.@Nullable Row second) {
    if (first == null || second == null) {
      compareAlone(first, second);
    } else if (folding == Folding.COUNT) {
      long both = Math.min(first.count(), second.count());
      findings.same += both;
      if (first.count() > both) {
        findings.addOnlyFirst(first.json(), first.count() - both);
      } else if (second.count() > both) {
        findings.addOnlySecond(second.json(), second.count() - both);
      }
    } else if (Arrays.equals(first.line(), second.line())) {
      findings.same++;
    } else {
      comparePair(first.json(), second.json());
    }
  }

  private void compareAlone(Fold.@Nullable Row first, Fold.@Nullable Row second) {
    if (first != null) {
      ObjectNode row = first.json();
      if (!isExempt(row)) {
        findings.addOnlyFirst(row, first.count());
      }
    } else if (second != null) {
      ObjectNode row = second.json();
      if (!isExempt(row)) {
        findings.addOnlySecond(row, second.count());
      }
    }
  }

  private void comparePair(ObjectNode first, ObjectNode second) {
    Set<String> differing = differing(first, second);
    if (differing.isEmpty()) {
      findings.same++;
    } else if (!isExempt(first) && !isExempt(second)) {
      findings.addExempt(exemptions.removeFrom(differing, first, second));
      if (differing.isEmpty()) {
        findings.same++;
      } else {
        findings.addDiffering(first, second, differing);
      }
    }
  }

  private boolean isExempt(ObjectNode row) {
    boolean exempt = folding != Folding.COUNT && exemptions.isWhole(row);
    if (exempt) {
      findings.addExempt(Set.of(Reason.EDGE));
    }
    return exempt;
  }

  private static Set<String> differing(ObjectNode first, ObjectNode second) {
    Set<String> columns = new TreeSet<>();
    first.fieldNames().forEachRemaining(columns::add);
    second.fieldNames().forEachRemaining(columns::add);
    columns.removeIf(column -> first.path(column).equals(second.path(column)));
    return columns;
  }
}
