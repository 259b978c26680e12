package dev.footfall.event;

import dev.footfall.event.Request.ServiceTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The byte form of a request, part of {@link EventContent} and of its version: the ids apart, then
 * the other fields in order.
 */
final class RequestContent {
  private RequestContent() {}

  /** Trace id (16 bytes) and span id (8). */
  static void writeIds(Request request, ContentWriter out) {
    String traceId = request.traceId();
    out.writeLong(HexFormat.fromHexDigitsToLong(traceId, 0, 16));
    out.writeLong(HexFormat.fromHexDigitsToLong(traceId, 16, 32));
    out.writeLong(HexFormat.fromHexDigitsToLong(request.spanId()));
  }

  static void write(Request request, ContentWriter out) {
    out.writeText(request.method());
    out.writeText(request.scheme());
    out.writeText(request.host());
    out.writeText(request.path());
    out.writeText(request.query());
    out.writeText(request.route());
    out.writeNumber(request.status());
    out.writeText(request.contentType());
    out.writeNumber(request.durationMicros());
    out.writeByte(request.error() ? 1 : 0);
    out.writeText(request.errorType());
    out.writeText(request.service());
    out.writeText(request.serviceVersion());
    out.writeText(request.environment());
    out.writeNumber(request.spans());
    out.writeNumber(request.errors());
    out.writeNumber(request.services().size());
    for (ServiceTime time : request.services()) {
      out.writeText(time.service());
      out.writeNumber(time.spans());
      out.writeNumber(time.errors());
      out.writeNumber(time.busyMicros());
    }
  }

  static Request read(String traceId, String spanId, ContentReader in) {
    return new Request(
        traceId,
        spanId,
        in.readRepeatedText(),
        in.readRepeatedText(),
        in.readRepeatedText(),
        in.readRepeatedText(),
        in.readText(),
        in.readRepeatedText(),
        in.readInt(),
        in.readRepeatedText(),
        in.readNumber(),
        in.readByte() == 1,
        in.readRepeatedText(),
        in.readRepeatedName(),
        in.readRepeatedText(),
        in.readRepeatedText(),
        in.readInt(),
        in.readInt(),
        readServices(in));
  }

  private static List<ServiceTime> readServices(ContentReader in) {
    int count = in.readInt();
    List<ServiceTime> services = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      services.add(
          new ServiceTime(in.readRepeatedName(), in.readInt(), in.readInt(), in.readNumber()));
    }
    return services;
  }
}
