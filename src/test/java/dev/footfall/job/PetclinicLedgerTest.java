package dev.footfall.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.job.LedgerSessions.Change;
import dev.footfall.session.Session;
import dev.footfall.visitor.FollowedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions and funnels of the captured clinic against its ledger: they are exactly what connections
 * did, and how far that is from what people did is known for each of them. {@code docs/sessions.md}
 * shows the numbers.
 */
class PetclinicLedgerTest {
  @TempDir Path folder;
  private List<Interaction> seen;
  private LedgerSessions byVisitor;
  private LedgerSessions seenByVisitor;
  private LedgerSessions byConnection;

  @BeforeEach
  void readLedger() throws IOException {
    List<Interaction> all = Interaction.all();
    seen = all.stream().filter(Interaction::sampled).toList();
    byVisitor = new LedgerSessions(all, Interaction::visitor);
    seenByVisitor = new LedgerSessions(seen, Interaction::visitor);
    byConnection = new LedgerSessions(seen, Interaction::connection);
  }

  @ParameterizedTest
  @ValueSource(strings = {"otlp_spans", "otlp_spans_json", "otlp_spans_by_trace"})
  void sessionsAreThoseOfTheConnections(String topic) throws Exception {
    try (SimulatedLine line = run(topic)) {
      assertThat(eventsBySession(line).values())
          .containsExactlyInAnyOrderElementsOf(
              byConnection.sessions.stream()
                  .map(session -> session.stream().map(Interaction::named).toList())
                  .toList());
      assertThat(line.last().sessions().stream().map(PetclinicLedgerTest::counts))
          .hasSize(252)
          .containsExactlyInAnyOrderElementsOf(
              byConnection.sessions.stream().map(PetclinicLedgerTest::counts).toList());
    }
  }

  @Test
  void whatDiffersFromPeoplesSessionsIsNamedAndCounted() {
    assertThat(Change.of(byVisitor.sessions, seenByVisitor.sessions))
        .as("requests that were not sampled")
        .isEqualTo(new Change(264, 5, 0, 0, 259));
    assertThat(Change.of(seenByVisitor.sessions, byConnection.sessions))
        .as("a scanner without a user agent, changed and shared addresses")
        .isEqualTo(new Change(259, 1, 3, 9, 252));

    assertThat(LedgerSessions.withSeveral(seenByVisitor.sessions, Interaction::connection))
        .as("sessions in which the address changed: each is split in two")
        .isEqualTo(3);
    assertThat(LedgerSessions.withSeveral(byConnection.sessions, Interaction::visitor))
        .as("sessions in which an address was shared: two merged, in one of them three")
        .isEqualTo(8);
  }

  @Test
  void whatDiffersFromPeopleIsNamedAndCounted() {
    List<List<Interaction>> people = seenByVisitor.byOwner();
    List<List<Interaction>> connections = byConnection.byOwner();
    assertThat(byVisitor.sessions.stream().mapToInt(List::size).sum()).isEqualTo(1_774);
    assertThat(Change.of(byVisitor.byOwner(), people)).isEqualTo(new Change(249, 5, 0, 0, 244));
    assertThat(Change.of(people, connections)).isEqualTo(new Change(244, 1, 3, 11, 235));
    assertThat(LedgerSessions.withSeveral(people, Interaction::connection)).isEqualTo(3);
    assertThat(LedgerSessions.withSeveral(connections, Interaction::visitor)).isEqualTo(11);
  }

  @Test
  void funnelsAreThoseOfTheConnections() throws Exception {
    Map<String, List<Long>> reached = new HashMap<>();
    try (SimulatedLine line = run("otlp_spans")) {
      for (byte[] row : line.last().funnelRows()) {
        JsonNode read = new ObjectMapper().readTree(row);
        List<Long> steps = new ArrayList<>();
        read.get("steps").forEach(step -> steps.add(step.get("reached").asLong()));
        reached.put(read.get("funnel_id").asText(), steps);
      }
    }
    assertThat(reached)
        .containsOnlyKeys("by-visitor", "by-session")
        .containsEntry("by-visitor", LedgerSessions.reached(byConnection.byOwner()))
        .containsEntry("by-session", LedgerSessions.reached(byConnection.sessions));
  }

  @Test
  void whatDiffersFromPeoplesFunnelIsInTheFirstStepOnly() {
    assertThat(LedgerSessions.reached(byVisitor.byOwner())).containsExactly(140L, 39L, 29L, 17L);
    assertThat(LedgerSessions.reached(seenByVisitor.byOwner()))
        .containsExactly(136L, 39L, 29L, 17L);
    assertThat(LedgerSessions.reached(byConnection.byOwner())).containsExactly(131L, 39L, 29L, 17L);
    assertThat(LedgerSessions.reached(byVisitor.sessions)).containsExactly(146L, 40L, 30L, 17L);
    assertThat(LedgerSessions.reached(seenByVisitor.sessions)).containsExactly(142L, 40L, 30L, 17L);
    assertThat(LedgerSessions.reached(byConnection.sessions)).containsExactly(137L, 40L, 30L, 17L);

    List<Interaction> finding =
        seen.stream().filter(interaction -> interaction.event().equals("find_owner")).toList();
    LedgerSessions people = new LedgerSessions(finding, Interaction::visitor);
    LedgerSessions connections = new LedgerSessions(finding, Interaction::connection);
    assertThat(Change.of(people.byOwner(), connections.byOwner()))
        .isEqualTo(new Change(136, 0, 0, 5, 131));
  }

  @Test
  void machinesThatSayWhatTheyAreAreNotClassedHuman() throws Exception {
    long machines = byConnection.sessions.stream().filter(PetclinicLedgerTest::isMachine).count();
    try (SimulatedLine line = run("otlp_spans")) {
      assertThat(
              line.last().sessions().stream()
                  .filter(s -> !s.content().circumstances().trafficClass().equals("human")))
          .hasSize(32)
          .hasSize((int) machines);
    }
    assertThat(
            byConnection.sessions.stream()
                .map(session -> session.get(0).kind())
                .filter(kind -> kind.equals("burst") || kind.equals("odd")))
        .as("sessions of machines that say they are browsers")
        .hasSize(5);
  }

  private SimulatedLine run(String topic) throws Exception {
    return new SimulatedLine(Petclinic.configured(folder), 200).run(Petclinic.records(topic));
  }

  /** Names and statuses of each session's interactions, in their order. */
  private static Map<String, List<String>> eventsBySession(SimulatedLine line) {
    Map<String, List<String>> sessions = new HashMap<>();
    for (FollowedEvent followed : line.last().events()) {
      AnalyticsEvent event = followed.event();
      if (followed.session() != null && event.interaction()) {
        sessions
            .computeIfAbsent(followed.session().sessionId(), id -> new ArrayList<>())
            .add(event.eventName() + " " + event.request().status());
      }
    }
    return sessions;
  }

  /** Interactions, bounce, not found, failed. */
  private static List<Object> counts(Session session) {
    Session.Content content = session.content();
    return List.of(content.interactions(), content.bounce(), content.notFound(), content.errors());
  }

  private static List<Object> counts(List<Interaction> session) {
    Interaction first = session.get(0);
    boolean view = first.status() == 200 && !first.event().startsWith("add");
    return List.of(
        session.size(),
        session.size() == 1 && view,
        (int) session.stream().filter(i -> i.status() == 404).count(),
        (int) session.stream().filter(Interaction::failed).count());
  }

  private static boolean isMachine(List<Interaction> session) {
    String kind = session.get(0).kind();
    return kind.equals("bot") || kind.equals("scanner");
  }
}
