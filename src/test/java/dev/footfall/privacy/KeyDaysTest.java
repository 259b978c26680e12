package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDaysTest {
  private static KeyDays days(String zone, String rotateAt) {
    return new KeyDays(Settings.rotating(ZoneId.of(zone), LocalTime.parse(rotateAt)));
  }

  private static LocalDate day(KeyDays days, String instant) {
    return days.day(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    // winter, UTC+1
    "2026-11-24T02:59:59.999Z, 2026-11-23",
    "2026-11-24T03:00:00Z, 2026-11-24",
    // clocks go forward on 29 March at 02:00, back on 25 October at 03:00
    "2026-03-29T01:59:59.999Z, 2026-03-28",
    "2026-03-29T02:00:00Z, 2026-03-29",
    "2026-10-25T02:59:59.999Z, 2026-10-24",
    "2026-10-25T03:00:00Z, 2026-10-25",
  })
  void keyChangesAtTheLocalHourInSummerAndWinter(String instant, String day) {
    assertThat(day(days("Europe/Berlin", "04:00"), instant)).isEqualTo(day);
  }

  @Test
  void hourThatClocksSkipIsMovedBehindTheGap() {
    KeyDays days = days("Europe/Berlin", "02:30");
    assertThat(day(days, "2026-03-29T01:29:59Z")).isEqualTo("2026-03-28");
    assertThat(day(days, "2026-03-29T01:30:00Z")).isEqualTo("2026-03-29"); // 03:30 summer time
  }

  @Test
  void hourThatClocksShowTwiceIsTheFirst() {
    KeyDays days = days("Europe/Berlin", "02:30");
    assertThat(day(days, "2026-10-25T00:29:59Z")).isEqualTo("2026-10-24");
    assertThat(day(days, "2026-10-25T00:30:00Z")).isEqualTo("2026-10-25");
    assertThat(day(days, "2026-10-25T01:45:00Z")).isEqualTo("2026-10-25"); // 02:45 again
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"})
  void daysFollowEachOtherWhateverTheOrderOfQuestions(String zone) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    KeyDays asked = days(zone, "04:00");
    for (int i = 0; i < 5_000; i++) {
      long millis =
          Instant.parse("2011-12-01T00:00:00Z").toEpochMilli() + random.nextLong(1L << 39);
      LocalDate day = asked.day(millis);
      assertThat(days(zone, "04:00").day(millis)).isEqualTo(day);
      ZoneId id = ZoneId.of(zone);
      Instant begin = day.atTime(4, 0).atZone(id).toInstant();
      Instant end = day.plusDays(1).atTime(4, 0).atZone(id).toInstant();
      assertThat(Instant.ofEpochMilli(millis)).isBetween(begin, end.minusMillis(1));
    }
  }

  @Test
  void absurdTimesHaveADay() {
    KeyDays days = days("Europe/Berlin", "04:00");
    assertThat(days.day(Long.MAX_VALUE).getYear()).isGreaterThan(200_000);
    assertThat(days.day(Long.MIN_VALUE).getYear()).isLessThan(-200_000);
  }
}
