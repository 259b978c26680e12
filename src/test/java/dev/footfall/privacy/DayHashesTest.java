package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayHashesTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-11-24");

  @TempDir Path folder;
  private Path file;
  private DayHashes hashes;

  @BeforeEach
  void generate() throws IOException {
    file = folder.resolve("keys.txt");
    DayKeys.generate(file, FIRST, 2);
    hashes = new DayHashes(DayKeys.read(file));
  }

  @Test
  void makesEachHashOnce() {
    assertThat(hashes.of(FIRST)).isSameAs(hashes.of(FIRST));
  }

  @Test
  void findsKeysAddedWhileItRuns() throws IOException {
    assertThat(hashes.of(FIRST.plusDays(1))).isNotNull();
    Files.writeString(file, "2026-11-26 " + "0a".repeat(32) + "\n", StandardOpenOption.APPEND);
    assertThat(hashes.of(FIRST.plusDays(2))).isNotNull();
  }

  @Test
  void losesKeysDeletedWhileItRunsWhenTheNextDayBegins() throws IOException {
    assertThat(hashes.of(FIRST)).isNotNull();
    Files.writeString(file, Files.readString(file).replaceFirst("2026-11-24 \\S+", ""));
    assertThat(hashes.of(FIRST.plusDays(1))).isNotNull();
    assertThat(hashes.of(FIRST)).isNull();
  }

  @Test
  void unreadableRingDoesNotMatterWhileTheOldOneReaches() throws IOException {
    Files.writeString(file, "broken");
    assertThat(hashes.of(FIRST.plusDays(1))).isNotNull();
    assertThatThrownBy(() -> hashes.of(FIRST.plusDays(2))).hasMessageContaining(file + ":1: ");
  }
}
