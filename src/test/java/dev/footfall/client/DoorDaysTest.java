package dev.footfall.client;

import static dev.footfall.client.ServerSpan.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.client.ClientFacts.IdMethod;
import dev.footfall.privacy.MissingDayKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the change of day keys does to ids. The key changes at 04:00 in Berlin. */
class DoorDaysTest {
  @TempDir Path folder;

  private Doors doors(String firstDay, int days) throws IOException {
    return new Doors(folder.resolve("keys.txt"), firstDay, days);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23, 2026-11-24T02:59:59.999Z, 2026-11-24T03:00:00Z",
    "2026-03-27, 2026-03-29T01:59:59.999Z, 2026-03-29T02:00:00Z", // clocks go forward
    "2026-10-23, 2026-10-25T02:59:59.999Z, 2026-10-25T03:00:00Z", // and back
  })
  @DisplayName("Day keys by event time, rotating at a configured local hour")
  void idChangesAtTheLocalHourAndThePreviousOneIsYesterdays(
      String firstDay, String before, String after) throws IOException {
    Door door = doors(firstDay, 5).open();
    ClientFacts yesterday = visit().at(before).through(door);
    ClientFacts today = visit().at(after).through(door);
    assertThat(today.connectionId()).isNotEqualTo(yesterday.connectionId());
    assertThat(today.previousConnectionId()).isEqualTo(yesterday.connectionId());
    assertThat(today.route()).isEqualTo(yesterday.route());
  }

  @Test
  void previousIdIsGivenAsLongAsASessionMayGoOn() throws IOException {
    Door door = doors("2026-11-22", 5).open();
    String yesterday = visit().at("2026-11-24T02:00:00Z").through(door).connectionId();
    ClientFacts later = visit().at("2026-11-24T03:30:00.001Z").through(door);
    assertThat(later.previousConnectionId()).isNull();
    assertThat(visit().at("2026-11-24T03:30:00Z").through(door).previousConnectionId())
        .isEqualTo(yesterday);
    assertThat(visit().at("2026-11-24T03:30:00.001Z").through(door)).isEqualTo(later);
    // one session of the sender's may go on all day
    assertThat(
            visit()
                .with("session.id", "00112233")
                .at("2026-11-24T12:00:00Z")
                .through(door)
                .previousConnectionId())
        .isEqualTo(yesterday);
  }

  @Test
  @DisplayName("route: many visitors share one, which no key change moves")
  void routeStaysOverAllDaysAndSpreads() throws IOException {
    Door door = doors("2026-11-20", 10).open();
    int route = visit().at("2026-11-20T12:00:00Z").through(door).route();
    for (int day = 21; day < 30; day++) {
      assertThat(visit().at("2026-11-%dT12:00:00Z".formatted(day)).through(door).route())
          .isEqualTo(route);
    }
    long routes =
        java.util.stream.IntStream.range(0, 200)
            .map(i -> visit().with("client.address", "192.0.2." + i).through(door).route())
            .distinct()
            .count();
    assertThat(routes).isGreaterThan(190);
  }

  @Test
  void timeZoneDecidesWhenTheDayBegins() throws IOException {
    Doors doors = doors("2026-11-22", 4);
    String berlin = visit().at("2026-11-24T03:30:00Z").through(doors.open()).connectionId();
    doors.zone = ZoneId.of("UTC");
    assertThat(visit().at("2026-11-24T03:30:00Z").through(doors.open()).connectionId())
        .isNotEqualTo(berlin);
    assertThat(visit().at("2026-11-24T04:00:00Z").through(doors.open()).connectionId())
        .isEqualTo(berlin);
  }

  @Test
  void dayIsTheStartsWithinEventDelayBeforeArrival() throws IOException {
    Door door = doors("2026-11-22", 5).open();
    String yesterday = visit().at("2026-11-24T02:00:00Z").through(door).connectionId();
    String today = visit().at("2026-11-24T12:00:00Z").through(door).connectionId();
    // started before the change, arrived after it
    assertThat(connection(door, "2026-11-24T02:59:30Z", "2026-11-24T03:00:10Z"))
        .isEqualTo(yesterday);
    // a clock that is hours, or days, behind
    assertThat(connection(door, "2026-11-24T02:59:30Z", "2026-11-24T03:01:00Z")).isEqualTo(today);
    assertThat(connection(door, "2026-11-17T12:00:00Z", "2026-11-24T12:00:00Z")).isEqualTo(today);
    // or ahead
    assertThat(connection(door, "2027-11-24T12:00:00Z", "2026-11-24T12:00:00Z")).isEqualTo(today);
  }

  private static String connection(Door door, String start, String arrival) {
    return visit().at(start, arrival).through(door).connectionId();
  }

  @Test
  @DisplayName("A missing past key means aggregate only")
  void deletedPastKeyGivesNoIdAndIsCounted() throws IOException {
    Doors doors = doors("2026-11-22", 4);
    Path ring = doors.ring;
    Files.writeString(
        ring, Files.readString(ring).replaceFirst("2026-11-23 \\S+", "2026-11-23 forgotten"));
    Door door = doors.open();
    ClientFacts facts = visit().at("2026-11-23T12:00:00Z").through(door);
    assertThat(facts.connectionId()).isNull();
    assertThat(facts.previousConnectionId()).isNull();
    assertThat(facts.idMethod()).isEqualTo(IdMethod.NONE);
    assertThat(facts.route()).isEqualTo(-1);
    visit().at("2026-11-23T13:00:00Z").through(door);
    visit().at("2026-11-01T12:00:00Z").through(door);
    assertThat(door.requestsWithoutKey()).isEqualTo(3);

    ClientFacts next = visit().at("2026-11-24T03:10:00Z").through(door);
    assertThat(next.connectionId()).isNotNull();
    assertThat(next.previousConnectionId()).isNull();
  }

  @Test
  @DisplayName("a missing current key stops the job with a clear error")
  void missingCurrentKeyStopsTheJob() throws IOException {
    Door door = doors("2026-11-22", 2).open();
    assertThatThrownBy(() -> visit().at("2026-11-24T12:00:00Z").through(door))
        .isInstanceOf(MissingDayKeyException.class)
        .hasMessageContaining("no day key for 2026-11-24");
  }

  @Test
  void anotherSecretForOneDayChangesThatDayOnly() throws IOException {
    Doors doors = doors("2026-11-20", 6);
    Door right = doors.open();
    String[] ids = new String[4];
    for (int i = 0; i < 4; i++) {
      ids[i] = visit().at("2026-11-2%dT03:10:00Z".formatted(i)).through(right).connectionId();
    }
    Path ring = doors.ring;
    Files.writeString(
        ring,
        Files.readString(ring).replaceFirst("2026-11-22 \\S+", "2026-11-22 " + "0b".repeat(32)));
    Door wrong = doors.open();
    for (int i = 0; i < 4; i++) {
      ClientFacts facts = visit().at("2026-11-2%dT03:10:00Z".formatted(i)).through(wrong);
      assertThat(facts.connectionId().equals(ids[i])).isEqualTo(i != 2);
      assertThat(i == 0 || facts.previousConnectionId().equals(ids[i - 1])).isEqualTo(i != 3);
    }
  }
}
