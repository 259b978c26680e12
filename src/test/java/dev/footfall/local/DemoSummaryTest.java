package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.shop.ShopLedger;
import dev.footfall.local.shop.ShopSettings;
import dev.footfall.local.shop.ShopTraffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
  private final OutputCounts made = new OutputCounts();
  private final ShopLedger sent =
      new ShopTraffic(ShopSettings.history(1, 2), record -> {}).runUntil(2_000);
  private final DemoSummary summary = new DemoSummary(sent, made);

  @Test
  void totalsHoldEveryFigureOnALineOfItsOwn() {
    event("view_item");
    event("view_item");
    event("purchase");
    account("used", 1_400);
    List<String> totals = summary.totals(Duration.ofMillis(6_140));
    assertThat(value(totals, "requests")).isEqualTo(thousands(sent.requestCount()));
    assertThat(value(totals, "events")).isEqualTo("3");
    assertThat(value(totals, "view_item")).isEqualTo("2");
    assertThat(value(totals, "used")).isEqualTo("1,400");
    assertThat(value(totals, "bytes in")).isEqualTo(thousands(sent.bytes()));
    assertThat(value(totals, "bytes out")).isEqualTo(thousands(made.bytes()));
    assertThat(value(totals, "seconds to the first event")).isEqualTo("6.1");
  }

  @Test
  void balancesOnlyWhenEverySpanSentIsAccountedFor() {
    account("used", sent.sentSpans() - 3);
    account("duplicate", 2);
    assertThat(summary.isBalanced()).isFalse();
    account("no_entry", 1);
    assertThat(summary.isBalanced()).isTrue();
  }

  @Test
  void blockKeepsItsSizeWhateverThereIsToSay() {
    int lines = summary.block(Duration.ZERO, null).size();
    for (int i = 0; i < 40; i++) {
      event("an_event_with_a_long_name_" + i);
    }
    account("used", 5);
    List<String> block = summary.block(Duration.ofHours(3), Duration.ofSeconds(5));
    assertThat(block).hasSize(lines).allSatisfy(l -> assertThat(l.length()).isLessThan(80));
  }

  @Test
  void namesTheMostFrequentEventsFirst() {
    event("purchase");
    event("view_item");
    event("view_item");
    assertThat(String.join("\n", summary.block(Duration.ZERO, null)))
        .contains("view_item 2, purchase 1");
  }

  private void event(String name) {
    made.event(bytes("{\"event_name\":\"" + name + "\",\"revision\":1}"));
  }

  private void account(String spanClass, long spans) {
    made.accounting(bytes("{\"class\":\"" + spanClass + "\",\"spans\":" + spans + "}"));
  }

  private static String value(List<String> totals, String what) {
    String line =
        totals.stream().filter(l -> l.strip().startsWith(what + " ")).findFirst().orElseThrow();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static String thousands(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
