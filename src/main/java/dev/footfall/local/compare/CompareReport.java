package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.sink.Column.Role;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells how two runs compare: a line for each output, then an example of each difference. */
final class CompareReport {
  private static final int LONGEST_VALUE = 160;
  private static final int LONGEST_ROW = 600;

  /** Input as it came, which may be personal. */
  private static final List<String> UNSHOWN = List.of("payload", "key", "headers");

  private static final String LINE = "%-13s%12s%12s%12s%10s%10s%10s  %s%n";

  private final PrintWriter out;

  CompareReport(PrintWriter out) {
    this.out = out;
  }

  void header() {
    out.printf(LINE, "output", "A", "B", "same", "only A", "only B", "differ", "");
  }

  void line(Findings findings) {
    out.printf(
        LINE,
        findings.output.suffix(),
        number(findings.first.compared),
        number(findings.second.compared),
        number(findings.same),
        number(findings.onlyFirst),
        number(findings.onlySecond),
        number(findings.differing),
        notes(findings));
    out.flush();
  }

  /** What a line's figures do not say. */
  private static String notes(Findings findings) {
    StringBuilder notes = new StringBuilder();
    findings.exempt.forEach(
        (reason, count) -> note(notes, reason.name().toLowerCase(Locale.ROOT) + " exempt", count));
    SideCounts a = findings.first;
    SideCounts b = findings.second;
    note(notes, "retracted", a.retracted, b.retracted);
    note(notes, "unfinished", a.unfinished, b.unfinished);
    note(notes, "repeated", a.repeated, b.repeated);
    note(notes, "CONTRADICTING", a.contradicting, b.contradicting);
    return notes.toString();
  }

  private static void note(StringBuilder notes, String what, long ofFirst, long ofSecond) {
    if (ofFirst + ofSecond > 0) {
      note(notes, what + " A/B", number(ofFirst) + "/" + number(ofSecond));
    }
  }

  private static void note(StringBuilder notes, String what, Object count) {
    notes.append(notes.isEmpty() ? "" : ", ").append(what).append(' ').append(count);
  }

  /** An example of each difference. */
  void examples(Findings findings) {
    String output = findings.output.suffix();
    differing(output, findings);
    alone(output + ": only in A, such as", findings.onlyFirstExample);
    alone(output + ": only in B, such as", findings.onlySecondExample);
    alone(output + ": twice in A, differently, such as", findings.first.contradiction);
    alone(output + ": twice in B, differently, such as", findings.second.contradiction);
  }

  private void differing(String output, Findings findings) {
    Findings.Example example = findings.differingExample;
    if (example == null) {
      return;
    }
    String columns =
        findings.columns.entrySet().stream()
            .map(column -> column.getKey() + " " + number(column.getValue()))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(output + ": differ in " + columns + "; such as");
    ComparedOutput compared = ComparedOutput.of(findings.output);
    for (String key : compared.named(Role.KEY)) {
      out.println("  " + key + ": " + value(key, example.first()));
    }
    for (String column : example.columns()) {
      out.println("    " + column);
      out.println("      A " + value(column, example.first()));
      out.println("      B " + value(column, example.second()));
    }
  }

  private void alone(String what, @Nullable ObjectNode row) {
    if (row != null) {
      out.println();
      out.println(what);
      out.println("  " + row(row));
    }
  }

  private static String row(ObjectNode row) {
    ObjectNode shown = row.deepCopy();
    shown.remove(UNSHOWN);
    return cut(shown.toString(), LONGEST_ROW);
  }

  private static String value(String column, ObjectNode row) {
    JsonNode value = row.get(column);
    return value == null ? "(absent)" : cut(value.toString(), LONGEST_VALUE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + " ...";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
