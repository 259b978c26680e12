package dev.footfall.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Messages for tests, good ones and broken ones. */
final class TraceMessages {
  static final ByteString TRACE_ID = ByteString.fromHex("0102030405060708090a0b0c0d0e0f10");

  private TraceMessages() {}

  /** A SERVER span with ids. */
  static Span.Builder span(long spanId) {
    return Span.newBuilder()
        .setTraceId(TRACE_ID)
        .setSpanId(id(spanId))
        .setName("GET /")
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(1_000)
        .setEndTimeUnixNano(3_000);
  }

  static ByteString id(long id) {
    return ByteString.fromHex(String.format("%016x", id));
  }

  static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value).build());
  }

  static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value).build());
  }

  static KeyValue texts(String key, String... values) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (String value : values) {
      array.addValues(AnyValue.newBuilder().setStringValue(value));
    }
    return attribute(key, AnyValue.newBuilder().setArrayValue(array).build());
  }

  static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static Resource resource(String service) {
    return Resource.newBuilder().addAttributes(text("service.name", service)).build();
  }

  static TracesData record(Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    Arrays.stream(spans).forEach(scope::addSpans);
    return TracesData.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().setResource(resource("shop")).addScopeSpans(scope))
        .build();
  }

  /** A record of these spans, given in bytes, so that they may be broken. */
  static byte[] recordOf(byte[]... spans) {
    byte[][] fields = Arrays.stream(spans).map(span -> field(2, span)).toArray(byte[][]::new);
    return field(1, field(1, resource("shop").toByteArray()), field(2, fields));
  }

  /** A field of these bytes, joined. */
  static byte[] field(int number, byte[]... contents) {
    return bytes(
        out -> {
          out.writeTag(number, 2);
          out.writeUInt32NoTag(Arrays.stream(contents).mapToInt(content -> content.length).sum());
          for (byte[] content : contents) {
            out.writeRawBytes(content);
          }
        });
  }

  static byte[] join(byte[]... parts) {
    return bytes(
        out -> {
          for (byte[] part : parts) {
            out.writeRawBytes(part);
          }
        });
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** The message with each occurrence of one sequence of bytes replaced by another as long. */
  static byte[] replaced(Message message, String ascii, int... by) {
    byte[] bytes = message.toByteArray();
    byte[] wanted = ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        System.arraycopy(bytes(by), 0, bytes, i, wanted.length);
      }
    }
    return bytes;
  }

  static List<Long> ids(SeenRecord record) {
    return record.spans.stream().map(SeenSpan::spanId).toList();
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
