package dev.footfall.otlp;

/**
 * The least that reading a record can cost: every tag and length down to the type of each
 * attribute's value, and nothing done with them. Trusts the bytes.
 */
final class FloorWalk {
  private byte[] bytes = new byte[0];
  private int at;
  private int spans;

  /** Walks a record and returns the number of its spans. */
  int walk(byte[] value) {
    bytes = value;
    at = 0;
    spans = 0;
    message(value.length, 0);
    return spans;
  }

  /** Depths: 0 TracesData, 1 ResourceSpans, 2 ScopeSpans, 3 Span, 4 KeyValue, 5 AnyValue. */
  private void message(int end, int depth) {
    while (at < end) {
      int tag = varint();
      switch (tag & 7) {
        case 0 -> varint();
        case 1 -> at += 8;
        case 5 -> at += 4;
        default -> {
          int length = varint();
          if (tag >>> 3 == 2 && depth == 2) {
            spans++;
          }
          if (isNested(tag >>> 3, depth)) {
            message(at + length, depth + 1);
          } else {
            at += length;
          }
        }
      }
    }
  }

  private boolean isNested(int number, int depth) {
    return switch (depth) {
      case 0 -> number == 1;
      case 1, 2, 4 -> number == 2;
      case 3 -> number == 9;
      default -> false;
    };
  }

  private int varint() {
    int value = bytes[at++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7F;
    for (int shift = 7; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
