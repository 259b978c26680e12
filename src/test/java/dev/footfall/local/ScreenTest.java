package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void writesPlainLinesOffATerminal() {
    Screen screen = new Screen(out, false);
    screen.say("one");
    screen.say("two");
    assertThat(text()).isEqualTo("one\ntwo\n");
    assertThat(screen.isDrawable()).isFalse();
  }

  @Test
  void drawsABlockOverTheLastOne() {
    Screen screen = new Screen(out, true);
    screen.draw(List.of("a", "b"));
    written.reset();
    screen.draw(List.of("c", "d"));
    assertThat(text()).startsWith("\u001b[2A\u001b[J").contains("c\nd\n");
  }

  @Test
  void leavesWhatIsSaidAboveTheNextBlock() {
    Screen screen = new Screen(out, true);
    screen.draw(List.of("a", "b"));
    screen.say("done");
    written.reset();
    screen.draw(List.of("c"));
    assertThat(text()).doesNotContain("\u001b[J").contains("c\n");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
