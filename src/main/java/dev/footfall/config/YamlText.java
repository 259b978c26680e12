package dev.footfall.config;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A text in YAML 1.2 that knows its name.
 *
 * @param name what problems call it: the file, or {@code --set path}
 */
record YamlText(String name, String text) {

  /** Its one document; null where there is none, or it is no YAML, which is reported. */
  @Nullable Node compose(Problems problems) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        return null;
      }
      Node document = documents.next();
      if (documents.hasNext()) {
        Mark second = documents.next().getStartMark().orElse(start());
        problems.report(second, "a second YAML document; the configuration is one");
      }
      return document;
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(start());
      // A line that the parser stumbles over may be the inside of a secret.
      problems.report(Problem.at(mark, SyntaxWords.of(e), !Secrets.mayHold(text)));
    } catch (ReaderException e) {
      String what = "U+%04X cannot stand in YAML".formatted(e.getCodePoint());
      problems.report(Problem.at(mark(e.getPosition()), what, false));
    } catch (YamlEngineException e) {
      problems.report(Problem.at(start(), "this is not YAML", false));
    }
    return null;
  }

  /** Its first character. */
  Mark start() {
    return mark(0);
  }

  private Mark mark(int position) {
    int[] codePoints = text.codePoints().toArray();
    int line = 0;
    int lineStart = 0;
    for (int i = 0; i < Math.min(position, codePoints.length); i++) {
      if (codePoints[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Mark(name, position, line, position - lineStart, codePoints, position);
  }
}
