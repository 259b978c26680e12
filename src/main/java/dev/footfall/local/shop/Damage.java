package dev.footfall.local.shop;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What arrives on a traces topic and is no traces. */
final class Damage {
  /** A record of one span, whose trace id is a byte short. */
  static final byte[] BAD_SPAN = badSpan();

  private Damage() {}

  /** Something unusable: noise, a compressed payload, another format, or a bad span. */
  static byte[] pick(byte[] good, Dice dice) {
    return switch (dice.below(4)) {
      case 0 -> noise(dice);
      case 1 -> gzip(good);
      case 2 -> "{\"resourceLogs\":[{\"scopeLogs\":[]}]}".getBytes(StandardCharsets.UTF_8);
      default -> BAD_SPAN;
    };
  }

  private static byte[] noise(Dice dice) {
    byte[] noise = dice.bytes(200);
    noise[0] = (byte) 0xff; // no field and no JSON begins so
    return noise;
  }

  private static byte[] gzip(byte[] value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] badSpan() {
    Span span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(new byte[15]))
            .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .setName("GET")
            .build();
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }
}
