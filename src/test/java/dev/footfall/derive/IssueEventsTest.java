package dev.footfall.derive;

import static dev.footfall.derive.EventProbe.BASE;
import static dev.footfall.rule.SpanDraft.client;
import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.event.AnalyticsEvent;
import dev.footfall.rule.RuleDraft;
import dev.footfall.rule.SpanDraft;
import dev.footfall.rule.SpanTestDraft;
import dev.footfall.trace.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssueEventsTest {
  private final EventProbe probe =
      new EventProbe(
          RuleDraft.event("checkout", "begin_checkout").paths("/checkout").build(),
          RuleDraft.event("failed", "checkout_failed").paths("/pay").test(failedPayment()).build(),
          RuleDraft.event("paid", "purchase").paths("/pay").build());

  private static SpanTestDraft failedPayment() {
    return SpanTestDraft.anySpan().service("payment").attribute("app.payment.state", "refused");
  }

  @Test
  void revisionsStartAtOne() {
    AnalyticsEvent event = probe.event(get(1, "/"));
    assertThat(event.revision()).isEqualTo(1);
    assertThat(event.retracted()).isFalse();
    assertThat(event.issuedAtMillis()).isEqualTo(BASE + 12_000);
    assertThat(event.arrivalTimeMillis()).isEqualTo(BASE + 1_000);
    assertThat(event.configVersion()).isEqualTo("config-1");
  }

  @Test
  void eventIdHashesTraceSpanAndRule() throws Exception {
    byte[] ids = ByteBuffer.allocate(24).putLong(7).putLong(7).putLong(1).array();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(ids);
    byte[] digest = sha256.digest("checkout".getBytes(StandardCharsets.UTF_8));
    assertThat(probe.event(get(1, "/checkout")).eventId())
        .isEqualTo(HexFormat.of().formatHex(digest, 0, 16));
  }

  @Test
  void issueWithoutChangeIssuesNothing() {
    probe.issue(get(1, "/"));
    byte[] memory = probe.memory;
    assertThat(probe.issueAt(30_000, get(1, "/").known())).isEmpty();
    assertThat(probe.memory).isEqualTo(memory);
  }

  @Test
  void arrivalThatAloneChangesIssuesNothing() {
    probe.issue(get(1, "/"));
    assertThat(probe.issueAt(30_000, get(1, "/").known().arrives(500))).isEmpty();
  }

  @Test
  void changedFieldIssuesTheNextRevision() {
    probe.issue(get(1, "/"));
    List<AnalyticsEvent> revised =
        probe.issueAt(30_000, get(1, "/").known(), internal(2).below(1).from("product"));
    assertThat(revised).hasSize(1);
    assertThat(revised.get(0).revision()).isEqualTo(2);
    assertThat(revised.get(0).request().spans()).isEqualTo(2);
    assertThat(revised.get(0).issuedAtMillis()).isEqualTo(BASE + 30_000);
    assertThat(revised.get(0).eventId()).isEqualTo(probe.events.get(0).eventId());
  }

  @Test
  void eventTimeIsFrozenAtTheFirstIssue() {
    AnalyticsEvent first = probe.event(get(1, "/"));
    AnalyticsEvent revised =
        probe.issueAt(200_000, get(1, "/").known(), internal(2).below(1)).get(0);
    assertThat(revised.eventTimeMicros()).isEqualTo(first.eventTimeMicros());
    assertThat(revised.timeCorrected()).isFalse();
    assertThat(probe.timestamps)
        .as("a later revision's turn comes when it is issued")
        .containsExactly(BASE, BASE + 140_000);
  }

  @Test
  void eventOfALaterIssueIsNotBeforeThatIssueMinusEventDelay() {
    probe.issue(client(1));
    AnalyticsEvent late = probe.issueAt(200_000, client(1).known(), get(2, "/").below(9)).get(0);
    assertThat(late.eventTimeMicros()).isEqualTo((BASE + 140_000) * 1_000);
    assertThat(late.timeCorrected()).isTrue();
  }

  @Test
  void lateParentTakesAnEntryBack() {
    AnalyticsEvent inner = probe.event(get(3, "/inner").below(2).from("product"));
    List<AnalyticsEvent> revised =
        probe.issueAt(
            30_000,
            get(3, "/inner").below(2).from("product").known(),
            client(2).below(1),
            get(1, "/").below(0));
    assertThat(revised).hasSize(2);
    assertThat(revised.get(0).request().path()).isEqualTo("/");
    AnalyticsEvent retraction = revised.get(1);
    assertThat(retraction.retracted()).isTrue();
    assertThat(retraction.revision()).isEqualTo(2);
    assertThat(retraction.issuedAtMillis()).isEqualTo(BASE + 30_000);
    assertThat(retraction.eventId()).isEqualTo(inner.eventId());
    assertThat(retraction.request()).isEqualTo(inner.request());
    assertThat(retraction.params()).isEqualTo(inner.params());
    assertThat(retraction.eventTimeMicros()).isEqualTo(inner.eventTimeMicros());
  }

  @Test
  void retractionIsIssuedOnce() {
    lateParentTakesAnEntryBack();
    assertThat(
            probe.issueAt(
                60_000,
                get(3, "/inner").below(2).from("product").known(),
                client(2).below(1).known(),
                get(1, "/").known()))
        .isEmpty();
  }

  @Test
  void retractedEventThatIsDerivedAgainContinuesItsRevisions() {
    probe.issue(get(1, "/pay"));
    SpanDraft refused = client(2).below(1).from("payment").with("app.payment.state", "refused");
    probe.issueAt(30_000, get(1, "/pay").known(), refused);
    AnalyticsEvent again = probe.issueAt(60_000, get(1, "/pay").known()).get(0);
    assertThat(again.rule()).isEqualTo("paid");
    assertThat(again.revision()).isEqualTo(3);
    assertThat(again.retracted()).isFalse();
  }

  @Test
  void anotherRuleInARevisionTakesTheFirstEventBack() {
    probe.issue(get(1, "/pay"));
    SpanDraft refused = client(2).below(1).from("payment").with("app.payment.state", "refused");
    List<AnalyticsEvent> revised = probe.issueAt(30_000, get(1, "/pay").known(), refused);
    assertThat(revised)
        .extracting(AnalyticsEvent::rule, AnalyticsEvent::revision, AnalyticsEvent::retracted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("failed", 1, false),
            org.assertj.core.groups.Tuple.tuple("paid", 2, true));
    assertThat(revised.get(0).eventId()).isNotEqualTo(revised.get(1).eventId());
  }

  @Test
  void truncatedTraceIsNotComplete() {
    Trace whole = probe.trace(12_000, get(1, "/"));
    Trace cut = new Trace(whole.id(), whole.spans(), whole.issuedAtMillis(), true);
    assertThat(probe.issue(whole).get(0).complete()).isTrue();
    assertThat(probe.issue(cut)).extracting(AnalyticsEvent::complete).containsExactly(false);
  }

  @Test
  void droppedRequestsLeaveNoMemory() {
    assertThat(probe.issue(request(1, "HEAD", "/", 200))).isEmpty();
    assertThat(probe.memory).isNull();
  }

  @Test
  void memoryOfAnUnknownVersionIsRefused() {
    probe.issue(get(1, "/"));
    probe.memory[0] = 9;
    assertThatThrownBy(() -> probe.issue(get(1, "/").known()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 9");
  }
}
