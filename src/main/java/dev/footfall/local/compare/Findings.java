package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.local.compare.Exemptions.Reason;
import dev.footfall.sink.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How one output of two runs compares: in numbers, with the first example of each difference. */
public final class Findings {
  final Output output;
  final SideCounts first = new SideCounts();
  final SideCounts second = new SideCounts();

  /** Rows in which both agree, but for what is exempt. */
  long same;

  long onlyFirst;
  long onlySecond;
  long differing;

  /** How many rows differ in each column. */
  final Map<String, Integer> columns = new TreeMap<>();

  /** Rows that count as agreeing because of an exemption. */
  final Map<Reason, Integer> exempt = new EnumMap<>(Reason.class);

  @Nullable ObjectNode onlyFirstExample;
  @Nullable ObjectNode onlySecondExample;
  @Nullable Example differingExample;

  Findings(Output output) {
    this.output = output;
  }

  /** Two rows of one key, and where they differ. */
  record Example(ObjectNode first, ObjectNode second, Set<String> columns) {}

  /** Whether both came to the same, but for what is exempt. */
  public boolean isSame() {
    return onlyFirst + onlySecond + differing + first.contradicting + second.contradicting == 0;
  }

  /** How many rows were held against each other on the side that has more. */
  public long compared() {
    return Math.max(first.compared, second.compared);
  }

  /** How many rows both have, and not the same. */
  public long differing() {
    return differing;
  }

  /** The difference in a few lines, with an example of each kind. */
  public String difference() {
    StringWriter text = new StringWriter();
    CompareReport report = new CompareReport(new PrintWriter(text));
    report.line(this);
    report.examples(this);
    return text.toString();
  }

  /** How many rows are exempt, or agree because columns of theirs are. */
  public long exempt() {
    return exempt.values().stream().mapToLong(Integer::longValue).sum();
  }

  void addOnlyFirst(ObjectNode row, long count) {
    onlyFirst += count;
    if (onlyFirstExample == null) {
      onlyFirstExample = row;
    }
  }

  void addOnlySecond(ObjectNode row, long count) {
    onlySecond += count;
    if (onlySecondExample == null) {
      onlySecondExample = row;
    }
  }

  void addDiffering(ObjectNode a, ObjectNode b, Set<String> in) {
    differing++;
    in.forEach(column -> columns.merge(column, 1, Integer::sum));
    if (differingExample == null) {
      differingExample = new Example(a, b, in);
    }
  }

  void addExempt(Set<Reason> reasons) {
    reasons.forEach(reason -> exempt.merge(reason, 1, Integer::sum));
  }
}
