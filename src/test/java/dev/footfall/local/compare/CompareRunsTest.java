package dev.footfall.local.compare;

import static dev.footfall.sink.Output.ACCOUNTING;
import static dev.footfall.sink.Output.DEAD_LETTERS;
import static dev.footfall.sink.Output.EVENTS;
import static dev.footfall.sink.Output.FUNNELS;
import static dev.footfall.sink.Output.SESSIONS;
import static dev.footfall.sink.Output.TRAFFIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.local.compare.Exemptions.Reason;
import dev.footfall.sink.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareRunsTest {
  private static final String EVENT =
      """
      {"event_id":"e1","event_time":"2026-11-24T10:00:00Z","session_id":"s1","revision":2,"retracted":false,"rule":"shop"}""";
  private static final String SESSION =
      """
      {"session_id":"s1","session_start":"2026-11-24T10:00:00Z","events":3,"state":"closed","revision":4,"retracted":false}""";
  private static final String COUNT =
      """
      {"minute":"2026-11-24T10:00:00Z","class":"used","reason":"","spans":7,"records":0,"bytes":0}""";

  @TempDir private Path space;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderAndPiecesDoNotMatter(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      for (int revision = 1; revision <= 1 + random.nextInt(3); revision++) {
        records.add(
            "{\"event_id\":\"%d\",\"revision\":%d,\"retracted\":%s}"
                .formatted(i, revision, revision == 3));
      }
    }
    List<Piece> first = pieces(records, random);
    List<Piece> second = pieces(records, random);

    Findings findings = exact().compare(EVENTS, first, second);

    assertThat(findings.isSame()).isTrue();
    assertThat(findings.first.records).isEqualTo(records.size());
    assertThat(findings.same).isEqualTo(findings.first.compared).isBetween(1_000L, 2_000L);
    assertThat(findings.second.retracted).isEqualTo(2_000 - findings.same);
  }

  private static List<Piece> pieces(List<String> records, Random random) {
    List<String> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);
    int cut = random.nextInt(records.size());
    return List.of(
        new GivenPiece(EVENTS, shuffled.subList(0, cut)),
        new GivenPiece(EVENTS, shuffled.subList(cut, shuffled.size())));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop|default|rule",
        "s1|s2|session_id",
        ":00Z|:01Z|event_time",
        "\"revision\":2|\"revision\":1|revision",
        ",\"rule\":\"shop\"||rule",
        "{\"event_id|{\"more\":1,\"event_id|more"
      })
  void aChangedRecordDiffers(String part, String instead, String column) throws IOException {
    String changed = EVENT.replace(part, instead == null ? "" : instead);
    assertThat(changed).isNotEqualTo(EVENT);

    Findings findings = compare(EVENTS, EVENT, changed);

    assertThat(findings.isSame()).isFalse();
    assertThat(findings.columns).isEqualTo(Map.of(column, 1));
    assertThat(findings.differingExample).isNotNull();
  }

  @Test
  void aMissingRecordIsFoundOnEitherSide() throws IOException {
    List<Piece> one = List.of(GivenPiece.of(EVENTS, EVENT));
    List<Piece> two = List.of(GivenPiece.of(EVENTS, EVENT, EVENT.replace("e1", "e2")));

    assertThat(exact().compare(EVENTS, one, two).onlySecond).isEqualTo(1);
    assertThat(exact().compare(EVENTS, two, one).onlyFirst).isEqualTo(1);
  }

  @Test
  void theSameRevisionTwiceContradictsItselfOnlyIfItDiffers() throws IOException {
    List<Piece> one = List.of(GivenPiece.of(EVENTS, EVENT));
    List<Piece> twice = List.of(GivenPiece.of(EVENTS, EVENT, EVENT));
    List<Piece> differently =
        List.of(GivenPiece.of(EVENTS, EVENT, EVENT.replace("shop", "default")));

    Findings repeated = exact().compare(EVENTS, one, twice);
    assertThat(repeated.isSame()).isTrue();
    assertThat(repeated.second.repeated).isEqualTo(1);
    assertThat(exact().compare(EVENTS, one, differently).isSame()).isFalse();
    assertThat(exact().compare(EVENTS, differently, differently).isSame()).isFalse();
  }

  @Test
  void spacesAndOrderOfColumnsAreNoDifference() throws IOException {
    String written =
        """
        {"revision": 2, "event_time":"2026-11-24T10:00:00Z", "event_id": "e1", "retracted": false, "session_id":"s1", "rule":"shop"}""";

    assertThat(compare(EVENTS, EVENT, written).isSame()).isTrue();
  }

  @Test
  void whatIsTakenBackIsGone() throws IOException {
    String back =
        EVENT.replace("\"revision\":2,\"retracted\":false", "\"revision\":3,\"retracted\":true");
    List<Piece> first = List.of(GivenPiece.of(EVENTS, EVENT, back));

    assertThat(exact().compare(EVENTS, first, List.of()).isSame()).isTrue();
    assertThat(exact().compare(EVENTS, first, List.of(GivenPiece.of(EVENTS, EVENT))).onlySecond)
        .isEqualTo(1);
  }

  @Test
  void onlyClosedSessionsCount() throws IOException {
    String open = SESSION.replace("closed", "update");

    Findings both = compare(SESSIONS, open, open.replace("\"events\":3", "\"events\":4"));
    assertThat(both.isSame()).isTrue();
    assertThat(both.first.unfinished).isEqualTo(1);
    assertThat(both.first.compared).isZero();
    assertThat(compare(SESSIONS, SESSION, open).onlyFirst).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FUNNELS|{'funnel_id':'f','window_start':'2026-11-24T10:00:00Z','attempts':1,'state':'open'}|'state':'final'",
        "TRAFFIC|{'window_start':'2026-11-24T10:00:00Z','kind':'event','value':'v','count':1,'state':'open'}|'final':true",
        "PERFORMANCE|{'window_start':'2026-11-24T10:00:00Z','dimension':'page','value':'v','count':1,'state':'open'}|'final':true"
      },
      quoteCharacter = '`')
  void onlyFinalWindowsCount(Output output, String row, String isFinal) throws IOException {
    String open = row.replace('\'', '"');
    String last = row.replace("'state':'open'", isFinal).replace('\'', '"');

    assertThat(compare(output, open, open.replace(":1", ":2")).isSame()).isTrue();
    assertThat(compare(output, last, last.replace(":1", ":2")).differing).isEqualTo(1);
    assertThat(compare(output, last, open).onlyFirst).isEqualTo(1);
  }

  @Test
  void piecesMayEachSayWhatTheyKnowOfAWindowThatTheyShare() throws IOException {
    String open =
        """
        {"funnel_id":"f","window_start":"2026-11-24T10:00:00Z","attempts":1,"state":"open","revision":1}""";
    String all = open.replace("open", "final").replace(":1,", ":3,");

    assertThat(compare(FUNNELS, open, open, open.replace(":1,", ":2,")).isSame()).isTrue();
    assertThat(compare(FUNNELS, all, open, all).isSame()).isTrue();
    assertThat(compare(FUNNELS, all, all, open).isSame()).isTrue();
    assertThat(compare(FUNNELS, all, all, all.replace(":3,", ":2,")).isSame()).isFalse();
  }

  @Test
  void rowsOfTheAccountingAddUp() throws IOException {
    List<Piece> first = List.of(GivenPiece.of(ACCOUNTING, COUNT));
    List<Piece> second =
        List.of(
            GivenPiece.of(ACCOUNTING, COUNT.replace("7", "3")),
            GivenPiece.of(ACCOUNTING, COUNT.replace("7", "4")));

    assertThat(exact().compare(ACCOUNTING, first, second).isSame()).isTrue();
    assertThat(exact().compare(ACCOUNTING, first, List.of(first.get(0), first.get(0))).columns)
        .isEqualTo(Map.of("spans", 1));
  }

  @Test
  void eachDeadLetterCounts() throws IOException {
    String letter = "{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"payload\":\"AA==\"}";
    List<Piece> twice = List.of(GivenPiece.of(DEAD_LETTERS, letter, letter));

    assertThat(exact().compare(DEAD_LETTERS, twice, twice).same).isEqualTo(2);
    assertThat(compare(DEAD_LETTERS, letter, letter.replace("AA", "AB")).isSame()).isFalse();
    assertThat(
            exact()
                .compare(DEAD_LETTERS, twice, List.of(GivenPiece.of(DEAD_LETTERS, letter)))
                .onlyFirst)
        .isEqualTo(1);
  }

  @Test
  void aSessionAtTheEdgeIsExempt() throws IOException {
    String edge = SESSION.replace("{", "{\"edge\":true,");
    List<Piece> none = List.of();
    List<Piece> atEdge = List.of(GivenPiece.of(SESSIONS, edge));

    assertThat(compare(SESSIONS, SESSION, edge.replace("3", "9")).exempt)
        .isEqualTo(Map.of(Reason.EDGE, 1));
    assertThat(exact().compare(SESSIONS, none, atEdge).isSame()).isTrue();
    assertThat(exact().compare(SESSIONS, atEdge, none).isSame()).isTrue();
    assertThat(compare(SESSIONS, SESSION, edge.replace("true", "false")).columns)
        .containsOnlyKeys("edge");
  }

  @Test
  void aSessionThatEndedWithTheRangeIsExemptWhereTheOtherRunHasClosedIt() throws IOException {
    String cut =
        SESSION
            .replace("closed", "update")
            .replace("{", "{\"end_reason\":\"end_of_range\",")
            .replace("3", "9");
    String open = cut.replace("end_of_range", "gap");

    assertThat(cut).contains("\"update\"");
    assertThat(compare(SESSIONS, SESSION, cut).exempt).isEqualTo(Map.of(Reason.END_OF_RANGE, 1));
    assertThat(compare(SESSIONS, cut, SESSION).isSame()).isTrue();
    assertThat(compare(SESSIONS, SESSION, open).onlyFirst).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "session_id, true",
    "ga_session_id, true",
    "ga_session_number, true",
    "session_event_number, true",
    "is_conversion, true",
    "rule, false",
    "items, false",
    "user_pseudo_id, false"
  })
  void ofAnEventAtTheEdgeTheColumnsOfItsSessionAreExempt(String column, boolean exempt)
      throws IOException {
    String first = "{\"event_id\":\"e\",\"edge\":true,\"%s\":1}".formatted(column);
    Findings atEdge = compare(EVENTS, first, first.replace(":1", ":2"));
    assertThat(atEdge.isSame()).isEqualTo(exempt);
    assertThat(atEdge.exempt).isEqualTo(exempt ? Map.of(Reason.EDGE, 1) : Map.of());

    String inside = first.replace("true", "false");
    assertThat(compare(EVENTS, inside, inside.replace(":1", ":2")).isSame()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session_number", "is_new_visitor", "previous_session_id"})
  void ofAVisitorsEarlierVisitsARunMaySayNothing(String column) throws IOException {
    String told = SESSION.replace("{", "{\"%s\":1,".formatted(column));

    assertThat(compare(SESSIONS, told, SESSION).exempt).isEqualTo(Map.of(Reason.HISTORY, 1));
    assertThat(compare(SESSIONS, told, SESSION.replace("3", "9")).columns)
        .isEqualTo(Map.of("events", 1));
    assertThat(compare(SESSIONS, told, told.replace(":1,", ":2,")).columns)
        .isEqualTo(Map.of(column, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "event_params, true",
    "items, true",
    "rule, false",
    "session_id, false",
    "event_name, false"
  })
  void ofAnotherCatalogsEventWhatTheCatalogGivesIsExempt(String column, boolean exempt)
      throws IOException {
    String first = "{\"event_id\":\"e\",\"catalog_version\":\"a\",\"%s\":1}".formatted(column);
    String same = first.replace(":1", ":2");
    String other = same.replace("\"a\"", "\"b\"");

    Findings others = compare(EVENTS, first, other);
    assertThat(others.isSame()).isEqualTo(exempt);
    assertThat(others.exempt).isEqualTo(Map.of(Reason.CATALOG, 1));
    assertThat(compare(EVENTS, first, same).isSame()).isFalse();
    CompareRuns pinned = new CompareRuns(Range.ALL, true, false, space);
    assertThat(
            pinned.compare(
                    EVENTS,
                    List.of(GivenPiece.of(EVENTS, first)),
                    List.of(GivenPiece.of(EVENTS, first.replace("\"a\"", "\"b\""))))
                .columns)
        .isEqualTo(Map.of("catalog_version", 1));
  }

  @Test
  void outsideTheRangeNothingCounts() throws IOException {
    Range hour =
        new Range(Instant.parse("2026-11-24T10:00:00Z"), Instant.parse("2026-11-24T11:00:00Z"));
    CompareRuns inHour = new CompareRuns(hour, false, false, space);
    List<Piece> all =
        List.of(
            GivenPiece.of(
                EVENTS,
                EVENT.replace("e1", "e0").replace("T10:00:00", "T09:59:59.999999"),
                EVENT,
                EVENT.replace("e1", "e2").replace("T10:00:00", "T10:59:59.999999"),
                EVENT.replace("e1", "e3").replace("T10:00:00", "T11:00:00")));

    assertThat(inHour.compare(EVENTS, all, List.of()).onlyFirst).isEqualTo(2);
  }

  @Test
  void aWindowCutByTheRangeDoesNotCount() throws IOException {
    String row =
        """
        {"window_start":"2026-11-24T10:00:00Z","window_end":"2026-11-24T11:00:00Z","kind":"event","value":"v","final":true}""";
    List<Piece> window = List.of(GivenPiece.of(TRAFFIC, row));
    Instant end = Instant.parse("2026-11-24T11:00:00Z");

    assertThat(to(end).compare(TRAFFIC, window, List.of()).onlyFirst).isEqualTo(1);
    assertThat(to(end.minusMillis(1)).compare(TRAFFIC, window, List.of()).onlyFirst).isZero();
  }

  private CompareRuns to(Instant end) {
    return new CompareRuns(new Range(null, end), false, false, space);
  }

  @Test
  void everyRevisionIsComparedWhereAskedFor() throws IOException {
    CompareRuns every = new CompareRuns(Range.ALL, false, true, space);
    String before = EVENT.replace("\"revision\":2", "\"revision\":1");
    List<Piece> both = List.of(GivenPiece.of(EVENTS, before, EVENT));
    List<Piece> last = List.of(GivenPiece.of(EVENTS, EVENT));
    List<Piece> thrice = List.of(GivenPiece.of(EVENTS, EVENT, before, EVENT));

    assertThat(every.compare(EVENTS, both, both).same).isEqualTo(2);
    assertThat(every.compare(EVENTS, both, last).onlyFirst).isEqualTo(1);
    assertThat(every.compare(EVENTS, both, thrice).onlySecond).isEqualTo(1);
    String edge = SESSION.replace("{", "{\"edge\":true,");
    assertThat(
            every
                .compare(
                    SESSIONS,
                    List.of(GivenPiece.of(SESSIONS, edge)),
                    List.of(GivenPiece.of(SESSIONS, SESSION)))
                .isSame())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"session_id\":\"s1\"}", "{\"event_id\":\"e1\"", "{} {}"})
  void whatIsNoRecordOfTheOutputIsRefused(String line) {
    assertThatThrownBy(() -> compare(EVENTS, EVENT, line))
        .isInstanceOf(UnreadableRun.class)
        .hasMessageStartingWith("no ");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    compare(EVENTS, EVENT, EVENT);
    assertThatThrownBy(() -> compare(EVENTS, EVENT, "no record")).isNotNull();

    assertThat(space).isEmptyDirectory();
  }

  private CompareRuns exact() {
    return new CompareRuns(Range.ALL, false, false, space);
  }

  private Findings compare(Output output, String first, String... second) throws IOException {
    return exact()
        .compare(
            output, List.of(GivenPiece.of(output, first)), List.of(GivenPiece.of(output, second)));
  }
}
