package dev.footfall.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.VisitCounts.Step;
import dev.footfall.sink.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitCountsTest {
  private final VisitCounts counts = new VisitCounts();

  @Test
  void countsASessionOnceByItsLastRecord() {
    session("a", "open", true, false);
    session("a", "closed", false, false);
    session("b", "open", true, false);
    session("c", "closed", true, true);

    assertThat(counts.sessions()).isEqualTo(2);
    assertThat(counts.closedSessions()).isEqualTo(1);
    assertThat(counts.bounces()).isEqualTo(1);
  }

  @Test
  void addsUpAFunnelOverItsWindowsByTheLastRowOfEach() {
    funnel("10:00", 1, 1);
    funnel("10:00", 5, 2);
    funnel("11:00", 7, 3);

    List<Step> steps = counts.steps();
    assertThat(steps).extracting(step -> step.name).containsExactly("view", "pay");
    assertThat(steps).extracting(step -> step.reached).containsExactly(12L, 5L);
    assertThat(steps.get(0).dropped).isEqualTo(7);
    assertThat(steps.get(0).metByLeavers)
        .isEqualTo(Map.of("error 502 in payment", 4L, "slow search", 2L, "neither", 6L));
  }

  @Test
  void namesTheSlowestPagesFirst() {
    page("/a", 10);
    page("/b", 30.6);
    page("/c", 20);
    page("/d", 5);
    row(Output.PERFORMANCE, "{'dimension':'device_category','value':'x','duration_p90_ms':99}");

    assertThat(counts.slowestPages()).containsExactly("/b 31 ms", "/c 20 ms", "/a 10 ms");
  }

  private void session(String id, String state, boolean bounce, boolean retracted) {
    row(
        Output.SESSIONS,
        "{'session_id':'%s','state':'%s','is_bounce':%s,'retracted':%s,'entry_page':null}"
            .formatted(id, state, bounce, retracted));
  }

  private void funnel(String window, int first, int second) {
    row(
        Output.FUNNELS,
        ("{'window_start':'%s','steps':[{'name':'view','reached':%d,'dropped':%d,'leavers_met':"
                + "{'neither':3,'errors':[{'error_type':'502','service':'payment','visitors':2}],"
                + "'slow_services':[{'service':'search','visitors':1}]}},"
                + "{'name':'pay','reached':%d,'dropped':0}]}")
            .formatted(window, first, first - second, second));
  }

  private void page(String path, double p90) {
    row(
        Output.PERFORMANCE,
        "{'dimension':'page','value':'%s','duration_p90_ms':%s}".formatted(path, p90));
  }

  private void row(Output output, String json) {
    counts.add(output, json.replace('\'', '"').getBytes(UTF_8));
  }
}
