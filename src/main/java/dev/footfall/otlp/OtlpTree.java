package dev.footfall.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;

/**
 * A record of OTLP trace data as a tree that can be changed and written again in the form it had:
 * maps by the names of OTLP's JSON form, lists, and leaves. What OTLP 1.8 does not name is left
 * out. For tools that handle few records; the job's own reader is {@link OtlpReader}.
 */
public final class OtlpTree {
  private final boolean json;
  private final Map<String, Object> root;

  private OtlpTree(boolean json, Map<String, Object> root) {
    this.json = json;
    this.root = root;
  }

  /**
   * Reads a record's value.
   *
   * @throws IOException where it is neither form of OTLP, or damaged
   */
  public static OtlpTree read(byte[] value) throws IOException {
    int jsonStart = JsonStart.of(value);
    if (jsonStart < 0) {
      return new OtlpTree(false, WireTree.read(value));
    }
    try {
      return new OtlpTree(true, JsonTree.read(value, jsonStart));
    } catch (JsonProcessingException e) {
      // A JSON parser's own message quotes what it read, which may be personal data.
      throw new IOException(WireCursor.MALFORMED, e);
    }
  }

  /** The TracesData message. Leaves are text, numbers, truth values and bytes. */
  public Map<String, Object> root() {
    return root;
  }

  /** The tree in the form that it was read from. */
  public byte[] toBytes() throws IOException {
    return json ? JsonTree.write(root) : WireTree.write(root);
  }

  /**
   * A number as JSON spells it.
   *
   * @param text of the number
   */
  public record JsonNumber(String text) {}
}
