package dev.footfall.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.EventDraft;
import dev.footfall.funnel.Funnel.CountBy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowFunnelsTest {
  private static final long HOUR = FunnelDraft.HOUR;
  private static final long MINUTE = 60_000_000L;
  private static final long INTERVAL = 10_000_000L;

  /** End of the hour, window of 30 minutes, horizon of 5. */
  private static final long FINAL = HOUR + 95 * MINUTE;

  private final List<String> changes = new ArrayList<>();
  private long dropped;
  private VisitorFunnels visitor = new VisitorFunnels();
  private final Funnel shop = new FunnelDraft("view", "cart", "buy").funnel();
  private FollowFunnels follow = follow(shop);

  @Test
  void reportsOnceTheIntervalIsOver() {
    add("view", 0);
    add("cart", 1_000_000);

    assertThat(follow.deadlineMicros(visitor)).isEqualTo(HOUR + INTERVAL);
    follow.advance(visitor, HOUR + INTERVAL);
    assertThat(changes).as("what comes at that time comes before").isEmpty();
    follow.advance(visitor, HOUR + INTERVAL + 1);
    assertThat(changes).containsExactly("+ open 1 2");
    assertThat(follow.deadlineMicros(visitor)).isEqualTo(FINAL);
  }

  @Test
  void takesBackWhatHasChanged() {
    add("view", 0);
    add("cart", MINUTE);
    add("home", 2 * MINUTE);
    add("buy", 3 * MINUTE);
    follow.advance(visitor, HOUR + 4 * MINUTE);

    assertThat(changes)
        .containsExactly(
            "+ open 1", "- open 1", "+ open 1 2", "- open 1 2", "+ open 1 2 3 complete");
  }

  @Test
  void anAttemptIsFinalOnceItsWindowAndTheHorizonAreOver() {
    add("view", 0);
    follow.advance(visitor, FINAL);
    assertThat(changes).containsExactly("+ open 1");
    follow.advance(visitor, FINAL + 1);

    assertThat(changes).containsExactly("+ open 1", "- open 1", "+ final 1");
    assertThat(visitor.isEmpty()).isTrue();
    assertThat(follow.deadlineMicros(visitor)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsFinalDoesNotChange() {
    add("view", 0);
    add("view", 70 * MINUTE);
    follow.advance(visitor, FINAL + 1);
    changes.clear();

    AnalyticsEvent late = event("cart", MINUTE).event();
    follow.add(visitor, late, "s1", FINAL + 2);
    follow.add(visitor, event("view", 0).takenBack().event(), "s1", FINAL + 2);
    follow.advance(visitor, Long.MAX_VALUE);

    assertThat(changes).containsExactly("- open 1", "+ final 1");
  }

  @Test
  void followsRevisionsAndRetractions() {
    add("view", 0);
    add("cart", MINUTE);
    follow.advance(visitor, HOUR + 2 * MINUTE);
    changes.clear();

    revise(event("cart", MINUTE).takenBack(), 2 * MINUTE);
    follow.advance(visitor, HOUR + 3 * MINUTE);
    assertThat(changes).containsExactly("- open 1 2", "+ open 1");
    changes.clear();
    revise(event("cart", MINUTE), 3 * MINUTE);
    follow.advance(visitor, HOUR + 4 * MINUTE);
    assertThat(changes).containsExactly("- open 1", "+ open 1 2");
  }

  @Test
  void saysNothingOfARevisionThatMeansTheSame() {
    add("view", 0);
    follow.advance(visitor, HOUR + MINUTE);
    changes.clear();

    revise(event("view", 0), MINUTE);

    assertThat(follow.deadlineMicros(visitor)).isEqualTo(FINAL);
  }

  @Test
  void anAttemptBelongsToTheHourOfItsStart() {
    add("view", 59 * MINUTE);
    add("cart", 61 * MINUTE);
    follow.advance(visitor, FINAL);
    changes.clear();
    follow.advance(visitor, FINAL + 1);

    assertThat(changes).containsExactly("- open 1 2", "+ final 1 2");
    assertThat(visitor.isEmpty()).as("the cart's hour is not over").isFalse();
  }

  @Test
  void whatIsFinalInOneFunnelDoesNotChangeWhileAnotherGoesOn() {
    follow = follow(new FunnelDraft("view", "cart").window(5).funnel(), shop);
    follow.advance(visitor, FINAL - 10 * MINUTE);
    follow.add(visitor, event("view", 0).event(), "s1", FINAL - 10 * MINUTE);
    follow.advance(visitor, FINAL + 1);

    assertThat(changes).containsExactly("+ open 1", "- open 1", "+ final 1");
  }

  @Test
  void noticesACorrectionOfTheSessionsFirstEvent() {
    follow = follow(new FunnelDraft("view", "cart").breakdown(0).funnel());
    add("landing", 50 * MINUTE);
    add("view", 61 * MINUTE);
    follow.advance(visitor, HOUR + 62 * MINUTE);
    assertThat(changes).containsExactly("+ open DE 1");
    changes.clear();

    revise(event("landing", 50 * MINUTE).param("country", "AT"), 62 * MINUTE);
    follow.advance(visitor, HOUR + 63 * MINUTE);

    assertThat(changes).containsExactly("- open DE 1", "+ open AT 1");
  }

  @Test
  void knowsAllAgainThatItHasWritten() throws IOException {
    Funnel funnel =
        new FunnelDraft("view", "cart", "buy")
            .hold("items.item_id")
            .exclude("remove", 1, 3)
            .countBy(CountBy.TOTAL)
            .breakdown(0)
            .funnel();
    String[] history = {
      "view@50=a:3,b",
      "cart@60#s2=a:3",
      "fail@61!",
      "remove@65#none=a",
      "view@80#s2=a,b:7.25",
      "buy@81=b"
    };
    List<AttemptChange> kept = new ArrayList<>();
    List<AttemptChange> readBack = new ArrayList<>();
    for (List<AttemptChange> into : List.of(kept, readBack)) {
      visitor = new VisitorFunnels();
      follow =
          new FollowFunnels(
              List.of(funnel),
              request -> false,
              Duration.ofMinutes(5),
              Duration.ofSeconds(10),
              into::add,
              count -> {});
      for (FunnelEvent event : FunnelDraft.log(funnel, history)) {
        follow.advance(visitor, event.micros());
        follow.replace(visitor, event.micros(), event.eventId(), event, event.micros());
        visitor = into == kept ? visitor : readBack(visitor);
      }
      for (int minute = 90; minute < 240; minute += 10) {
        follow.advance(visitor, HOUR + minute * MINUTE);
        visitor = into == kept ? visitor : readBack(visitor);
      }
    }

    assertThat(readBack).isEqualTo(kept);
    assertThat(kept).filteredOn(AttemptChange::isFinal).hasSizeGreaterThan(2);
  }

  @Test
  void remembersNothingOfAVisitorOnceNothingCanFollow() {
    add("home", 0);

    assertThat(follow.deadlineMicros(visitor)).isEqualTo(FINAL);
    follow.advance(visitor, FINAL + 1);
    assertThat(visitor.isEmpty()).isTrue();
    assertThat(changes).isEmpty();
  }

  @Test
  void leavesOpenWhatIsOpenAtTheEndOfARange() {
    add("view", 0);
    follow.finish(visitor, FINAL);
    assertThat(changes).containsExactly("+ open 1");

    follow.finish(visitor, FINAL);
    assertThat(changes).hasSize(1);
  }

  @Test
  void dropsWhatServesNoStepFirstAboveTheBound() {
    add("view", 0);
    for (int i = 1; i <= FollowFunnels.MAX_EVENTS; i++) {
      add("home", i);
    }
    assertThat(dropped).isEqualTo(1);
    assertThat(visitor.log.events()).hasSize(FollowFunnels.MAX_EVENTS);
    assertThat(visitor.log.events().get(0).servesAnyStep()).isTrue();
    assertThat(visitor.log.events().get(1).micros()).isEqualTo(HOUR + 2);

    add("cart", 20_000);
    follow.advance(visitor, HOUR + MINUTE);
    assertThat(changes).containsExactly("+ open 1 2");
  }

  @Test
  void dropsTheOldestStepsWhereThereIsNothingElse() {
    for (int i = 0; i < FollowFunnels.MAX_EVENTS + 2; i++) {
      add("view", i);
    }

    assertThat(dropped).isEqualTo(2);
    assertThat(visitor.log.events().get(0).micros()).isEqualTo(HOUR + 2);
  }

  @Test
  void knowsTheFirstEventOfALongSession() throws IOException {
    follow = follow(new FunnelDraft("view", "cart").window(5).breakdown(0).funnel());
    add("landing", 0);
    for (int minute = 50; minute < 600; minute += 50) {
      add("home", minute * MINUTE);
      visitor = readBack(visitor);
    }
    add("view", 600 * MINUTE);
    follow.advance(visitor, HOUR + 601 * MINUTE);

    assertThat(changes).containsExactly("+ open DE 1");
    assertThat(visitor.log.events().get(0).micros()).isEqualTo(HOUR);
    assertThat(visitor.log.events()).hasSizeLessThan(6);
    follow.advance(visitor, Long.MAX_VALUE);
    assertThat(visitor.isEmpty()).isTrue();
  }

  @Test
  void forgetsTheFirstEventOfASessionWithTheLast() throws IOException {
    follow = follow(new FunnelDraft("view", "cart").window(5).breakdown(0).funnel());
    add("landing", 0);
    add("home", 100 * MINUTE);
    follow.advance(visitor, HOUR + 180 * MINUTE);
    assertThat(visitor.log.kept()).isEqualTo(1);
    visitor = readBack(visitor);

    revise(event("home", 100 * MINUTE).takenBack(), 180 * MINUTE);

    assertThat(visitor.isEmpty()).isTrue();
  }

  @Test
  void takesBackWhatAnotherDefinitionCounted() throws IOException {
    add("view", 0);
    follow.advance(visitor, HOUR + MINUTE);
    changes.clear();
    visitor = readBack(visitor);

    Funnel other = new FunnelDraft("home", "view").funnel();
    follow = follow(other, new FunnelDraft("view", "cart").funnel());
    follow.advance(visitor, HOUR + 2 * MINUTE);

    assertThat(changes).containsExactly("- open 1");
    assertThat(follow.deadlineMicros(visitor)).isEqualTo(FINAL);
    follow.advance(visitor, FINAL + 1);
    assertThat(changes).hasSize(1);
    assertThat(visitor.isEmpty()).isTrue();
  }

  @Test
  void knowsFunnelsAgainAtAnotherPlace() throws IOException {
    add("view", 0);
    add("cart", 1);
    visitor = readBack(visitor);
    follow = follow(new FunnelDraft("home", "view").funnel(), shop);
    add("buy", MINUTE);
    follow.advance(visitor, HOUR + 2 * MINUTE);

    assertThat(changes).containsExactly("+ open 1 2", "- open 1 2", "+ open 1 2 3 complete");
  }

  @Test
  void whereEveryAttemptCountsTheNextStartsBehindTheEnd() {
    follow = follow(new FunnelDraft("view", "cart").countBy(CountBy.TOTAL).funnel());
    add("view", 50 * MINUTE);
    add("view", 70 * MINUTE);
    add("cart", 85 * MINUTE);
    follow.advance(visitor, FINAL + 60 * MINUTE + 1);

    assertThat(changes.stream().filter(change -> change.startsWith("+ final")))
        .as("the view at 70 belongs to the attempt of 50, also once that is final")
        .containsExactly("+ final 1");
    assertThat(visitor.isEmpty()).isTrue();
  }

  @Test
  void forgetsWhatAnAttemptTookOfTheNextHour() {
    follow = follow(new FunnelDraft("view", "cart").countBy(CountBy.TOTAL).funnel());
    add("view", 50 * MINUTE);
    follow.advance(visitor, FINAL + 1);
    assertThat(visitor.isEmpty()).as("the window goes on for 20 minutes of it").isFalse();

    follow.advance(visitor, Long.MAX_VALUE);
    assertThat(visitor.isEmpty()).isTrue();
  }

  @Test
  void readsNoVersionThatItDoesNotKnow() {
    assertThatThrownBy(
            () ->
                VisitorFunnels.read(
                    new DataInputStream(new ByteArrayInputStream(new byte[] {9, 0, 0, 0, 0}))))
        .hasMessageContaining("unknown version 9");
  }

  @Test
  void takesLittleState() throws IOException {
    for (int i = 0; i < 20; i++) {
      add(i % 5 == 0 ? "view" : "home", i * MINUTE);
    }
    follow.advance(visitor, HOUR + 21 * MINUTE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    visitor.write(new DataOutputStream(bytes));

    assertThat(bytes.size()).isLessThan(1_500);
  }

  private FollowFunnels follow(Funnel... funnels) {
    return new FollowFunnels(
        List.of(funnels),
        request -> false,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        change -> changes.add(text(change)),
        count -> dropped += count);
  }

  private void add(String name, long micros) {
    revise(event(name, micros), micros);
  }

  private void revise(EventDraft event, long micros) {
    follow.advance(visitor, HOUR + micros);
    follow.add(visitor, event.event(), "5e55104e5e55104e5e55104e5e55104e", HOUR + micros);
  }

  private static EventDraft event(String name, long micros) {
    return EventDraft.micros(micros).named(name);
  }

  private static String text(AttemptChange change) {
    StringBuilder text = new StringBuilder(change.sign() > 0 ? "+" : "-");
    text.append(change.isFinal() ? " final" : " open");
    if (change.key().breakdown() != null) {
      text.append(' ').append(change.key().breakdown());
    }
    change.attempt().steps().forEach(step -> text.append(' ').append(step.step()));
    return text.append(change.attempt().complete() ? " complete" : "").toString();
  }

  private static VisitorFunnels readBack(VisitorFunnels visitor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    visitor.write(new DataOutputStream(bytes));
    return VisitorFunnels.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
