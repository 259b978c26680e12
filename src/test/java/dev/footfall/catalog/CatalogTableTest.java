package dev.footfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTableTest {
  private static final int COLUMNS = 3;

  /** Against a map, through so much change that blocks are filled and given up. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void holdsWhatAMapHolds(long seed) {
    Random random = new Random(seed);
    Map<String, String[]> expected = new HashMap<>();
    CatalogTable table = new CatalogTable(COLUMNS);
    int keys = 1 + random.nextInt(3_000);
    for (int i = 0; i < 20_000; i++) {
      String key = "sku-ß-" + random.nextInt(keys);
      if (random.nextInt(4) == 0) {
        assertThat(table.remove(key)).isEqualTo(expected.remove(key) != null);
      } else {
        String[] values = values(random);
        assertThat(table.put(key, values)).isEqualTo(expected.put(key, values) == null);
      }
    }

    assertThat(table.size()).isEqualTo(expected.size());
    for (int i = 0; i < keys; i++) {
      assertEntry(table, "sku-ß-" + i, expected.get("sku-ß-" + i));
    }
    assertThat(table.bytes()).as("gives up what was replaced").isLessThan(8L << 20);
    assertThat(table.version()).isEqualTo(table(expected, random).version());
  }

  @Test
  void tellsKeysOfOneHashApart() {
    CatalogTable table = new CatalogTable(1);

    assertThat(table.put("Aa", new String[] {"first"})).isTrue();
    assertThat(table.find("BB")).isNull();
    assertThat(table.put("BB", new String[] {"second"})).isTrue();
    assertThat(table.find("Aa").text(0)).isEqualTo("first");
    assertThat(table.find("BB").text(0)).isEqualTo("second");
  }

  @Test
  void givesUpWhatWasReplaced() {
    CatalogTable table = new CatalogTable(1);
    for (int i = 0; i < 2_000; i++) {
      table.put("a", new String[] {"x".repeat(10_000) + i});
    }

    assertThat(table.bytes()).isLessThan(4L << 20);
    assertThat(table.find("a").text(0)).endsWith("x1999");
  }

  private static String[] values(Random random) {
    String[] values = new String[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      int length = random.nextInt(10) == 0 ? 200 : random.nextInt(5);
      values[c] = random.nextInt(3) == 0 ? null : "é".repeat(length);
    }
    return values;
  }

  /** The same entries in another order. */
  private static CatalogTable table(Map<String, String[]> entries, Random random) {
    List<String> keys = new ArrayList<>(entries.keySet());
    Collections.shuffle(keys, random);
    CatalogTable table = new CatalogTable(COLUMNS);
    keys.forEach(key -> table.put(key, entries.get(key)));
    return table;
  }

  private static void assertEntry(CatalogTable table, String key, String[] expected) {
    CatalogEntry entry = table.find(key);
    assertThat(entry == null).as(key).isEqualTo(expected == null);
    for (int c = 0; expected != null && c < COLUMNS; c++) {
      assertThat(entry.text(c)).isEqualTo(expected[c]);
    }
  }

  @Test
  void versionTellsContentsApart() {
    CatalogTable table = new CatalogTable(1);
    long empty = table.version();
    table.put("a", new String[] {"1"});
    long one = table.version();
    table.put("a", new String[] {"2"});

    assertThat(table.version()).isNotEqualTo(one).isNotEqualTo(empty);
    table.put("a", new String[] {"1"});
    assertThat(table.version()).isEqualTo(one);
    table.remove("a");
    assertThat(table.version()).isEqualTo(empty);
  }

  @Test
  void anEntryStaysAsItWasFound() {
    CatalogTable table = new CatalogTable(1);
    table.put("a", new String[] {"old"});
    CatalogEntry found = table.find("a");
    for (int i = 0; i < 4_000; i++) {
      table.put("a", new String[] {"x".repeat(1_000)});
    }

    assertThat(found.text(0)).isEqualTo("old");
  }

  @Test
  void refusesAnEntryThatIsTooLong() {
    CatalogTable table = new CatalogTable(1);

    assertThatThrownBy(() -> table.put("a", new String[] {"x".repeat(1 << 20)}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an entry is longer than 1 MB");
    assertThat(table.find("a")).isNull();
  }

  @Test
  void anEntryStaysAsItWasWhereTheTableIsFull() {
    CatalogTable table = new CatalogTable(1, 1);
    table.put("a", new String[] {"old"});
    table.put("b", new String[] {"x".repeat(1_000_000)});
    long version = table.version();

    assertThatThrownBy(() -> table.put("a", new String[] {"y".repeat(100_000)}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holds more than 4 GB");
    assertThat(table.find("a").text(0)).isEqualTo("old");
    assertThat(table.version()).isEqualTo(version);
  }

  /** What the documentation says. */
  @Test
  void millionEntriesTakeLittleMoreThanTheirTexts() {
    CatalogTable table = new CatalogTable(5);
    long texts = 0;
    for (int i = 0; i < 1_000_000; i++) {
      String[] values = {"Product number " + i, "29.95", "EUR", "Main shop", null};
      String key = "sku" + i;
      texts += key.length() + values[0].length() + 5 + 3 + 9;
      table.put(key, values);
    }

    assertThat(table.size()).isEqualTo(1_000_000);
    long each = (table.bytes() - texts) / 1_000_000;
    assertThat(each).as("bytes beside the texts").isBetween(12L, 31L);
  }
}
