package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A good record to be damaged, with the place where each of its spans ends: spans that end before a
 * damage have to survive it.
 */
final class FuzzSeedRecord {
  final byte[] bytes;
  final boolean json;
  final long[] spanIds;
  private final int[] spanEnds;

  private FuzzSeedRecord(byte[] bytes, boolean json, List<Integer> ends) {
    this.bytes = bytes;
    this.json = json;
    spanEnds = ends.stream().mapToInt(Integer::intValue).toArray();
    SeenRecord seen =
        SeenRecord.read(new OtlpReader(new Projection(java.util.Set.of(), false)), bytes);
    spanIds = seen.spans.stream().mapToLong(SeenSpan::spanId).toArray();
    if (spanIds.length != spanEnds.length || spanIds.length == 0) {
      throw new AssertionError("not every span of a good record was read");
    }
  }

  /** How many spans end at a position or before it. */
  int spansBefore(int position) {
    int spans = 0;
    while (spans < spanEnds.length && spanEnds[spans] <= position) {
      spans++;
    }
    return spans;
  }

  static FuzzSeedRecord protobuf(byte[] bytes) throws IOException {
    List<Integer> ends = new ArrayList<>();
    walk(CodedInputStream.newInstance(bytes), bytes.length, 0, ends);
    return new FuzzSeedRecord(bytes, false, ends);
  }

  /** Goes down the path of fields 1, 2, 2: ResourceSpans, ScopeSpans, Span. */
  private static void walk(CodedInputStream in, int end, int depth, List<Integer> ends)
      throws IOException {
    if (depth == 3) {
      in.skipRawBytes(end - in.getTotalBytesRead());
      ends.add(end);
      return;
    }
    int wanted = depth == 0 ? 1 : 2;
    while (in.getTotalBytesRead() < end) {
      int tag = in.readTag();
      if (WireFormat.getTagFieldNumber(tag) == wanted) {
        int length = in.readRawVarint32();
        walk(in, in.getTotalBytesRead() + length, depth + 1, ends);
      } else {
        in.skipField(tag);
      }
    }
  }

  static FuzzSeedRecord json(byte[] bytes) throws IOException {
    List<Integer> ends = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("spans")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            parser.skipChildren();
            ends.add((int) parser.currentLocation().getByteOffset());
          }
        }
      }
    }
    return new FuzzSeedRecord(bytes, true, ends);
  }
}
