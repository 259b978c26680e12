package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A JSON document in memory; positions in it are offsets in bytes from its start. */
final class JsonDocument {
  private final JsonFactory factory;
  private final byte[] bytes;
  private final int offset;
  private final boolean mended;

  JsonDocument(JsonFactory factory, byte[] bytes, int offset, boolean mended) {
    this.factory = factory;
    this.bytes = bytes;
    this.offset = offset;
    this.mended = mended;
  }

  /** Where the current token starts, for the parser of the whole document. */
  int position(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Whether U+FFFD was put where the document was not UTF-8. */
  boolean mended() {
    return mended;
  }

  byte[] bytes() {
    return bytes;
  }

  int offset() {
    return offset;
  }

  int length() {
    return bytes.length - offset;
  }

  /** Reads from a position on. */
  JsonParser parser(int position) throws IOException {
    return factory.createParser(bytes, offset + position, length() - position);
  }
}
