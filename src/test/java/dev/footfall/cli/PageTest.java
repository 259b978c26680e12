package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class PageTest {
  private static final String ESCAPE = "\u001b";

  @Test
  void letsNobodySteerTheTerminal() {
    String steering = "/a" + ESCAPE + "]0;title\u0007" + ESCAPE + "[2J\u009b2J\rb";

    assertThat(new Page(Ansi.ON).line(steering).toString()).isEqualTo("/a·]0;title··[2J·2J·b\n");
    assertThat(new Page(Ansi.OFF).line(steering).toString()).isEqualTo("/a·]0;title··[2J·2J·b\n");
  }

  @Test
  void hasNoColoursWhereNoneAreAskedFor() {
    Page page = new Page(Ansi.OFF);

    page.line(page.bad("FAIL") + " for /" + ESCAPE + "[8mhidden");

    assertThat(page.toString()).isEqualTo("FAIL for /·[8mhidden\n");
  }

  @Test
  void breaksLinesAtTheWidthWhateverTheirColours() {
    Page page = new Page(Ansi.ON);

    page.wrapped("not", 4, (page.good("word") + " ").repeat(40) + "x".repeat(150));

    assertThat(page.toString().lines())
        .allSatisfy(line -> assertThat(Page.columns(line)).isLessThanOrEqualTo(Page.WIDTH))
        .hasSizeGreaterThan(3);
  }
}
