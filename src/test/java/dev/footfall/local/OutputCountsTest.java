package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputCountsTest {
  private final OutputCounts counts = new OutputCounts();

  @Test
  void countsAnEventOnceHoweverOftenItIsRevised() {
    counts.event(json("{'event_id':'a','event_name':'view_item','revision':1,'retracted':false}"));
    counts.event(json("{'event_id':'a','event_name':'view_item','revision':2,'retracted':false}"));
    assertThat(counts.eventsByName()).containsExactly(Map.entry("view_item", 1L));
    assertThat(counts.revisions()).isEqualTo(1);
  }

  @Test
  void takesARetractedEventBackUntilItComesAgain() {
    counts.event(json("{'event_id':'a','event_name':'page_view','revision':1,'retracted':false}"));
    counts.event(json("{'event_id':'a','event_name':'page_view','revision':2,'retracted':true}"));
    assertThat(counts.events()).isZero();
    counts.event(json("{'event_id':'a','event_name':'page_view','revision':3,'retracted':false}"));
    assertThat(counts.events()).isEqualTo(1);
  }

  @Test
  void addsUpSpansByClassOverMinutesAndReasons() {
    counts.accounting(json("{'class':'used','reason':'','spans':7,'records':0,'bytes':0}"));
    counts.accounting(json("{'class':'used','reason':'','spans':5,'records':0,'bytes':0}"));
    counts.accounting(
        json("{'class':'dropped_by_rule','reason':'asset','spans':2,'records':0,'bytes':0}"));
    counts.accounting(
        json("{'class':'dropped_by_rule','reason':'health','spans':1,'records':0,'bytes':0}"));
    assertThat(counts.spansByClass())
        .containsEntry("used", 12L)
        .containsEntry("dropped_by_rule", 3L);
    assertThat(counts.accountedSpans()).isEqualTo(15);
  }

  @Test
  void keepsRecordsApartFromSpans() {
    counts.accounting(json("{'class':'record','reason':'gzip','spans':0,'records':2,'bytes':99}"));
    assertThat(counts.accountedSpans()).isZero();
    assertThat(counts.spansByClass()).isEmpty();
    assertThat(counts.recordsByReason()).containsEntry("gzip", 2L);
  }

  @Test
  void readsOuterColumnsAndPassesInnerOnes() {
    counts.event(
        json(
            "{'event_params':{'event_name':'inner','list':[{'revision':9}]},'event_id':'b',"
                + "'event_name':'purchase','conversion':null,'revision':1}"));
    counts.deadLetter(json("{'headers':[{'name':'reason'}],'reason':'garbage'}"));
    assertThat(counts.eventsByName()).containsOnlyKeys("purchase");
    assertThat(counts.deadLettersByReason()).containsEntry("garbage", 1L);
  }

  @Test
  void measuresTheBytesOfAllRows() {
    byte[] event = json("{'event_name':'x'}");
    byte[] letter = json("{'reason':'y'}");
    counts.event(event);
    counts.deadLetter(letter);
    assertThat(counts.bytes()).isEqualTo(event.length + letter.length);
  }

  @Test
  void refusesARowThatIsNoObject() {
    assertThatThrownBy(() -> counts.event(json("[]"))).hasMessageContaining("no JSON object");
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
