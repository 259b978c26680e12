package dev.footfall.rule;

import static dev.footfall.rule.SpanDraft.get;
import static dev.footfall.rule.SpanDraft.internal;
import static dev.footfall.rule.SpanDraft.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.config.ReadSettings;
import dev.footfall.derive.EventProbe;
import dev.footfall.event.AnalyticsEvent;
import dev.footfall.event.ParameterValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentRulesTest {
  private final EventProbe probe =
      new EventProbe(
          ReadSettings.of(
                  "test.yaml",
                  "privacy: {key_ring: keys.txt}\nevents: {default_rules: [content, account]}",
                  null,
                  List.of(),
                  false)
              .events());

  @ParameterizedTest
  @CsvSource({
    "GET,/blog/ten-years-of-flink,200,select_content,content_id,ten-years-of-flink",
    "GET,/news/politics/a-vote,304,select_content,content_category,politics",
    "GET,/2026/11/24/first-snow/,200,select_content,content_id,first-snow",
    "GET,/blog/search?q=snow,200,search,search_term,snow",
    "GET,/downloads/report-2026.pdf,200,file_download,file_name,report-2026.pdf",
    "POST,/articles/first-snow/share,204,share,item_id,first-snow",
    "POST,/blog/first-snow/comments,302,comment,content_id,first-snow",
    "POST,/newsletter/subscribe,303,generate_lead,lead_source,newsletter",
  })
  void namesWhatAReaderDoes(
      String method, String target, int status, String event, String key, String value) {
    String[] parts = target.split("\\?");
    SpanDraft span = request(1, method, parts[0], status);
    AnalyticsEvent named = probe.event(parts.length > 1 ? span.with("url.query", parts[1]) : span);
    assertThat(named.eventName()).isEqualTo(event);
    assertThat(named.params()).containsEntry(key, new ParameterValue(value, false));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/blog/gone,404,page_error",
    "GET,/blog,200,page_view",
    "GET,/1799x/11/24/a,200,page_view",
    "POST,/blog/first-snow/comments,422,page_error",
    "POST,/login,302,login",
  })
  void leavesTheRestToOthers(String method, String path, int status, String event) {
    assertThat(probe.event(request(1, method, path, status)).eventName()).isEqualTo(event);
  }

  @Test
  void articleIsAPageViewWithWhatTheServiceSays() {
    AnalyticsEvent event =
        probe.event(
            get(1, "/articles/first-snow"),
            internal(2)
                .below(1)
                .with("app.content.id", "a-77")
                .with("app.content.type", "gallery")
                .with("app.content.title", "First snow"));
    assertThat(event.pageView()).isTrue();
    assertThat(event.params())
        .isEqualTo(
            Map.of(
                "content_type", new ParameterValue("gallery", false),
                "content_id", new ParameterValue("a-77", false),
                "content_title", new ParameterValue("First snow", false)));
  }
}
