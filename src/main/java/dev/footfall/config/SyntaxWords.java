package dev.footfall.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in words what to do about text that is no YAML, where the parser says what it expected. */
final class SyntaxWords {
  private SyntaxWords() {}

  static String of(MarkedYamlEngineException e) {
    String problem =
        Optional.ofNullable(e.getProblem()).orElse("unreadable").replaceAll("\\s+", " ");
    String context = Optional.ofNullable(e.getContext()).orElse("");
    String begins = e.getContextMark().map(SyntaxWords::place).orElse("before");
    return "not YAML: " + words(problem, context, begins);
  }

  private static String words(String problem, String context, String begins) {
    if (problem.startsWith("found undefined alias")) {
      return "a value that begins with * stands in quotes";
    }
    if (problem.contains("\\t(TAB)")) {
      return "a tab cannot indent; write spaces";
    }
    if (context.contains("flow sequence") || context.contains("flow mapping")) {
      boolean list = context.contains("sequence");
      return "the %s that begins %s lacks a comma, or its closing %s"
          .formatted(list ? "list" : "mapping", begins, list ? "]" : "}");
    }
    if (context.contains("quoted scalar")) {
      return problem.contains("end of stream")
          ? "the text that begins " + begins + " lacks its closing quote"
          : problem + "; in \"...\" a \\ is written \\\\, or take '...'";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "a text with a colon and a space in it stands in quotes";
    }
    if (problem.startsWith("could not find expected ':'")) {
      return "what begins %s is no key: value".formatted(begins);
    }
    if (context.contains("block mapping") || context.contains("block collection")) {
      return "this does not continue the %s that begins %s: is it indented like it?"
          .formatted(context.contains("mapping") ? "mapping" : "list", begins);
    }
    return problem;
  }

  private static String place(Mark mark) {
    return "at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }
}
