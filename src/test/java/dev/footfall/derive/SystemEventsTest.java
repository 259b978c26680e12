package dev.footfall.derive;

import static dev.footfall.rule.SpanDraft.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts;
import dev.footfall.event.EventDraft;
import dev.footfall.event.IssuedEvent;
import dev.footfall.rule.EventSettings;
import dev.footfall.rule.Rule;
import dev.footfall.rule.RuleDraft;
import dev.footfall.rule.RuleSet;
import dev.footfall.rule.SpanDraft;
import dev.footfall.trace.SpanTally;
import dev.footfall.trace.TraceConsumer.Output;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events go to their transaction first, and what is known of those that nobody did. */
class SystemEventsTest {
  private static final byte[] FACTS = facts();

  private final List<IssuedEvent> straight = new ArrayList<>();
  private final List<IssuedEvent> apart = new ArrayList<>();
  private final EventSettings settings =
      EventProbe.settings(
          false,
          RuleDraft.event("paid", "purchase")
              .paths("/paid/{id}")
              .param("transaction_id", Rule.Origin.CAPTURE, "id")
              .build(),
          RuleDraft.event("page", "view_order")
              .paths("/order/{id}")
              .param("transaction_id", Rule.Origin.CAPTURE, "id")
              .build(),
          RuleDraft.event("thanks", "purchase").paths("/thanks").build(),
          RuleDraft.event("back", "refund")
              .system()
              .paths("/back/{id}")
              .param("transaction_id", Rule.Origin.CAPTURE, "id")
              .build(),
          RuleDraft.event("ping", "ping").system().paths("/ping").build());
  private final EventProbe spans = new EventProbe(settings);
  private final IssueEvents issueEvents =
      new IssueEvents(RuleSet.compile(settings), new Both(), name -> number -> {}, null);

  @Test
  void setsPurchasesApartThatNameTheirTransaction() {
    issue("/paid/7");
    issue("/thanks");
    issue("/order/7");

    assertThat(apart).extracting(event -> event.event().rule()).containsExactly("paid");
    assertThat(straight)
        .extracting(event -> event.event().rule())
        .containsExactly("thanks", "page");
  }

  /** All who buy would share it. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "null", "NULL", "undefined", "-", "none", "NaN", "unknown"})
  void takesAPlaceholderForNoTransaction(String id) {
    issue("/paid/" + id);

    assertThat(apart).isEmpty();
    assertThat(straight).extracting(event -> event.event().rule()).containsExactly("paid");
  }

  @Test
  void setsApartWhatNobodyDidWhereItNamesItsTransaction() {
    issue("/back/7");
    issue("/ping");

    assertThat(apart).extracting(event -> event.event().rule()).containsExactly("back");
    assertThat(straight).extracting(event -> event.event().rule()).containsExactly("ping");
  }

  @Test
  void letsAnInteractionOfAnUnknownVisitorGoOn() {
    issueEvents.issue(spans.trace(12_000, get(1, "/order/7")), null, new SpanTally());

    assertThat(apart).isEmpty();
    assertThat(straight.get(0).event().client()).isNull();
    assertThat(straight.get(0).event().interaction()).isTrue();
  }

  @Test
  void knowsNobodyOfWhatNobodyDid() {
    issue("/ping");
    issue("/order/7");

    assertThat(straight.get(0).event().client()).isNull();
    assertThat(straight.get(0).event().interaction()).isFalse();
    assertThat(straight.get(0).event().pageView()).isFalse();
    assertThat(straight.get(1).event().client()).isNotNull();
    assertThat(straight.get(1).event().interaction()).isTrue();
  }

  @Test
  void keysByTheTransactionOnly() {
    issue("/paid/7");
    issue("/back/7");
    issue("/paid/8");

    assertThat(apart.get(0).transaction()).isNotNull().isEqualTo(apart.get(1).transaction());
    assertThat(apart.get(2).transaction()).isNotEqualTo(apart.get(1).transaction());
  }

  private void issue(String path) {
    SpanDraft draft = get(1, path);
    draft.clientFacts = FACTS;
    issueEvents.issue(spans.trace(12_000, draft), null, new SpanTally());
  }

  private static byte[] facts() {
    ClientFacts facts = EventDraft.seconds(0).event().client();
    return facts.encode();
  }

  private final class Both implements Output<IssuedEvent> {
    @Override
    public void emit(IssuedEvent event, long timestampMillis) {
      straight.add(event);
    }

    @Override
    public void emitApart(IssuedEvent event, long timestampMillis) {
      apart.add(event);
    }
  }
}
