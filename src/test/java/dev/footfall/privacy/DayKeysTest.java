package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayKeysTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-11-24");
  private static final String FIXED = "fixed " + "a1".repeat(32) + "\n";
  private static final String ROUTE = "route " + "b2".repeat(32) + "\n";
  private static final String SECRET = "c3".repeat(32);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("keys.txt");
  }

  @Test
  void readsWhatItGenerates() throws IOException {
    DayKeys.generate(file, FIRST, 3);
    DayKeys keys = DayKeys.read(file);
    assertThat(keys.lastDay()).isEqualTo("2026-11-26");
    KeyedId today = keys.forDay(FIRST).of("a");
    assertThat(today).isEqualTo(DayKeys.read(file).forDay(FIRST).of("a"));
    assertThat(today).isNotEqualTo(keys.forDay(FIRST.plusDays(1)).of("a"));
    assertThat(keys.fixed().of("a")).isNotEqualTo(keys.route().of("a"));
    assertThat(keys.remarks()).isEmpty();
  }

  @Test
  void generatesForTheOwnerAloneAndNeverOverwrites() throws IOException {
    DayKeys.generate(file, FIRST, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> DayKeys.generate(file, FIRST, 1))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void remarksThatOthersMayRead() throws IOException {
    DayKeys.generate(file, FIRST, 1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(DayKeys.read(file).remarks()).singleElement().asString().contains("chmod 600");
  }

  @Test
  void takesCommentsEmptyLinesAndWindowsLineEnds() throws IOException {
    Files.writeString(
        file, "# ours\r\n" + FIXED + "\r\n" + ROUTE + "  2026-11-24\t" + SECRET + " # first\r\n");
    assertThat(DayKeys.read(file).lastDay()).isEqualTo(FIRST);
  }

  @Test
  void deletedKeyGivesNoHash() throws IOException {
    Files.writeString(
        file,
        FIXED
            + ROUTE
            + "2026-11-24 "
            + SECRET
            + "\n2026-11-25 forgotten\n2026-11-26 "
            + "d4".repeat(32));
    DayKeys keys = DayKeys.read(file);
    assertThat(keys.forDay(FIRST)).isNotNull();
    assertThat(keys.forDay(FIRST.plusDays(1))).isNull();
    assertThat(keys.forDay(FIRST.minusDays(1))).isNull();
  }

  @Test
  void endOfRingStopsNamingDayFileAndHowToAddIt() throws IOException {
    DayKeys.generate(file, FIRST, 1);
    assertThatThrownBy(() -> DayKeys.read(file).forDay(FIRST.plusDays(1)))
        .isInstanceOf(MissingDayKeyException.class)
        .hasMessageContaining("no day key for 2026-11-25: " + file + " ends with 2026-11-24")
        .hasMessageContaining("echo \"2026-11-25 $(openssl rand -hex 32)\" >> " + file);
  }

  @Test
  void tellsAllErrorsWithTheirLinesAndNoSecret() throws IOException {
    Files.writeString(
        file,
        FIXED
            + "fixed "
            + "e5".repeat(32)
            + "\n"
            + "2026-11-24 "
            + SECRET
            + "\n"
            + "2026-11-24 "
            + "f6".repeat(32)
            + "\n"
            + "2026-11-26 "
            + "07".repeat(32)
            + "\n"
            + "2026-11-27 "
            + "18".repeat(31)
            + "\n"
            + "2026-11-28 "
            + SECRET
            + "\n"
            + "2026-11-29 "
            + SECRET.substring(1)
            + "\n"
            + SECRET
            + "\n"
            + "2026-02-30 "
            + SECRET
            + "\n"
            + "tomorrow "
            + SECRET
            + "\n");
    assertThatThrownBy(() -> DayKeys.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            F:2: gives `fixed` a second time
            F:4: gives the day 2026-11-24 a second time
            F:5: 2026-11-26 does not follow 2026-11-24; write `2026-11-25 forgotten` for a day whose key was deleted
            F:6: has a secret of 31 bytes, not 32 or more
            F:7: has the same secret as line 3
            F:8: has a secret that is not an even number of hexadecimal digits
            F:9: is not of the form `NAME SECRET`
            F:10: begins neither with `fixed` or `route` nor with a day such as 2026-11-24
            F:11: begins neither with `fixed` or `route` nor with a day such as 2026-11-24
            F: has no line `route <hexadecimal secret>`"""
                .replace("F:", file + ":"));
  }

  @Test
  void missingOrEmptyRingIsNamed() throws IOException {
    assertThatThrownBy(() -> DayKeys.read(file)).hasMessage(file + ": no such key ring");
    Files.writeString(file, FIXED + ROUTE);
    assertThatThrownBy(() -> DayKeys.read(file)).hasMessage(file + ": has no day key");
  }
}
