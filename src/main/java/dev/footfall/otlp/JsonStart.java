package dev.footfall.otlp;

/** Tells JSON from protobuf by the first bytes. */
final class JsonStart {
  private JsonStart() {}

  /**
   * Where the JSON document starts, behind a byte order mark and white space; -1 where the value is
   * protobuf. A line feed may be both white space and the tag of a ResourceSpans: then it is JSON
   * if a member or element follows, and the value is not one whole sequence of ResourceSpans.
   */
  static int of(byte[] value) {
    int start = value.length >= 3 && isByteOrderMark(value) ? 3 : 0;
    start = behindSpace(value, start);
    if (start == value.length || value[start] != '{' && value[start] != '[') {
      return -1;
    }
    if (value[0] != '\n') {
      return start;
    }
    int next = behindSpace(value, start + 1);
    boolean likely = next < value.length && "\"{[}]".indexOf(value[next]) >= 0;
    return likely && !isWholeProtobuf(value) ? start : -1;
  }

  private static boolean isByteOrderMark(byte[] value) {
    return value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF;
  }

  private static int behindSpace(byte[] value, int start) {
    int at = start;
    while (at < value.length && " \t\n\r".indexOf(value[at]) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isWholeProtobuf(byte[] value) {
    WireCursor cursor = new WireCursor();
    cursor.start(value);
    for (int tag = cursor.tag(value.length); tag != 0; tag = cursor.tag(value.length)) {
      if (tag != TracesDataReader.RESOURCE_SPANS) {
        return false;
      }
      cursor.skip(tag, value.length);
    }
    return cursor.broken == null;
  }
}
