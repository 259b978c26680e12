package dev.footfall.trace;

import static dev.footfall.trace.DecoderHarness.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ServerSpan;
import dev.footfall.otlp.Field;
import dev.footfall.otlp.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/u/jane@example.com",
        "/u/jane%40example.com",
        "/{tenant}/jane@example.com",
        "/cart;jsessionid=jane@example.com"
      })
  void pathThatASenderGivesForARouteIsRedacted(String route) throws IOException {
    byte[] spans = decode(ServerSpan.visit().with("http.route", route));

    assertThat(new String(spans, UTF_8)).doesNotContain("jane").doesNotContain("example.com");
    assertThat(only(spans).field(Field.ROUTE)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /p:1/jane@example.com", "GET /{id}/jane@example.com"})
  void pathThatASenderGivesForANameIsRedacted(String name) throws IOException {
    byte[] spans = decode(ServerSpan.visit().named(name).with("http.request.method", "GET"));

    assertThat(new String(spans, UTF_8)).doesNotContain("jane");
    assertThat(only(spans).field(Field.ROUTE)).isNotNull();
  }

  @Test
  void templateStaysAsItIs() throws IOException {
    String template = "/users/{id:[0-9]+}/orders/:order(.:format)/{*rest}";

    byte[] spans = decode(ServerSpan.visit().with("http.route", template));

    assertThat(only(spans).field(Field.ROUTE)).isEqualTo(template);
  }

  private byte[] decode(ServerSpan span) throws IOException {
    long arrivalMillis = NOON.toEpochMilli();
    DecodedFragments out = new DecodedFragments();
    DecoderHarness.decoder(folder)
        .decode(DecoderHarness.record(span.bytes(), arrivalMillis), arrivalMillis, out);
    assertThat(out.fragments).hasSize(1);
    return out.fragments.get(0).spans();
  }

  private static Span only(byte[] block) {
    List<Span> spans = new ArrayList<>();
    Span.read(block, spans::add);
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }
}
