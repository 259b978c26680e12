package dev.footfall.sink.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFoldersTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-24T23:59:59.999999Z, dt=2026-11-24/hour=23, dt=2026-11-24",
    "2026-11-25T00:00:00Z,        dt=2026-11-25/hour=00, dt=2026-11-25",
    "1969-12-31T23:59:59Z,        dt=1969-12-31/hour=23, dt=1969-12-31",
  })
  void areHoursAndDaysInUtc(String time, String hour, String day) {
    assertThat(TimeFolders.<Long>hours(micros -> micros).getBucketId(micros(time), null))
        .isEqualTo(hour);
    assertThat(TimeFolders.<Long>days(micros -> micros).getBucketId(micros(time), null))
        .isEqualTo(day);
  }

  @Test
  void changeWithTheRowsWhateverTheirOrder() {
    TimeFolders<Long> folders = TimeFolders.hours(micros -> micros);

    assertThat(folders.getBucketId(micros("2026-11-24T10:00:00Z"), null)).endsWith("hour=10");
    assertThat(folders.getBucketId(micros("2026-11-24T11:30:00Z"), null)).endsWith("hour=11");
    assertThat(folders.getBucketId(micros("2026-11-24T10:30:00Z"), null)).endsWith("hour=10");
  }

  private static long micros(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
