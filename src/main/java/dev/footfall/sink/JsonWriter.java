package dev.footfall.sink;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON object as UTF-8 straight into a buffer that is reused from row to row. Names are
 * written only once their value comes, so an absent value leaves no trace. Texts longer than the
 * limit are cut between characters; a lone surrogate becomes U+FFFD. Not thread-safe.
 */
final class JsonWriter implements RowWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /** By ASCII character: 0 as it is, 'u' by number, else the letter behind the backslash. */
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, 0, 0x20, (byte) 'u');
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\t'] = 't';
    ESCAPES['\b'] = 'b';
    ESCAPES['\f'] = 'f';
  }

  private final InstantText instants = new InstantText();
  private byte[] buffer = new byte[2048];
  private int length;
  private int textLimit = Integer.MAX_VALUE;
  private boolean first = true;
  private byte @Nullable [] pendingName;

  /**
   * Empties the buffer.
   *
   * @param textLimit characters of a text that are kept
   */
  void reset(int textLimit) {
    length = 0;
    first = true;
    pendingName = null;
    this.textLimit = textLimit;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  @Override
  public void beginStruct() {
    open((byte) '{');
  }

  @Override
  public void endStruct() {
    close((byte) '}');
  }

  @Override
  public void beginList() {
    open((byte) '[');
  }

  @Override
  public void endList() {
    close((byte) ']');
  }

  @Override
  public void beginMap() {
    open((byte) '{');
  }

  @Override
  public void endMap() {
    close((byte) '}');
  }

  @Override
  public void name(FieldName name) {
    pendingName = name.json();
  }

  @Override
  public void key(String key) {
    beginValue();
    quoted(key, textLimit);
    ensure(1);
    buffer[length++] = ':';
    first = true; // no comma between name and value
  }

  @Override
  public void text(@Nullable String value) {
    if (value != null) {
      beginValue();
      quoted(value, textLimit);
    }
  }

  @Override
  public void bool(boolean value) {
    beginValue();
    append(value ? TRUE : FALSE);
  }

  @Override
  public void integer(long value) {
    beginValue();
    ensure(20);
    length = JsonNumbers.integer(value, buffer, length);
  }

  /** Written as a decimal without needless zeros: 12345 is 12.345, 2000 is 2. */
  @Override
  public void thousandths(long value) {
    beginValue();
    ensure(24);
    length = JsonNumbers.thousandths(value, buffer, length);
  }

  @Override
  public void decimal(BigDecimal value) {
    beginValue();
    append(value.toPlainString().getBytes(StandardCharsets.US_ASCII));
  }

  /** What JSON would not read as a number, or is too long for one, becomes a string. */
  @Override
  public void number(String text) {
    if (!JsonNumbers.isNumber(text) || text.length() > textLimit) {
      text(text);
      return;
    }
    beginValue();
    append(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** With six decimals. */
  @Override
  public void instantMicros(long epochMicros) {
    instant(Math.floorDiv(epochMicros, 1_000_000L), Math.floorMod(epochMicros, 1_000_000L), 6);
  }

  /** With three decimals. */
  @Override
  public void instantMillis(long epochMillis) {
    instant(Math.floorDiv(epochMillis, 1_000L), Math.floorMod(epochMillis, 1_000L), 3);
  }

  /** In Base64, with padding. */
  @Override
  public void bytes(byte @Nullable [] value) {
    if (value != null) {
      beginValue();
      ensure(2);
      buffer[length++] = '"';
      append(Base64.getEncoder().encode(value));
      ensure(1);
      buffer[length++] = '"';
    }
  }

  private void instant(long epochSecond, long fraction, int digits) {
    beginValue();
    ensure(InstantText.MAX_LENGTH + 2);
    buffer[length++] = '"';
    length = instants.write(epochSecond, fraction, digits, buffer, length);
    buffer[length++] = '"';
  }

  private void open(byte bracket) {
    beginValue();
    ensure(1);
    buffer[length++] = bracket;
    first = true;
  }

  private void close(byte bracket) {
    ensure(1);
    buffer[length++] = bracket;
    first = false;
    pendingName = null;
  }

  private void beginValue() {
    if (!first) {
      ensure(1);
      buffer[length++] = ',';
    }
    first = false;
    byte[] name = pendingName;
    if (name != null) {
      pendingName = null;
      append(name);
    }
  }

  private void append(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void quoted(String value, int limit) {
    int end = Math.min(value.length(), limit);
    if (end < value.length() && end > 0 && Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    ensure(6 * end + 2);
    byte[] out = buffer;
    int at = length;
    out[at++] = '"';
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
          out[at++] = (byte) c;
        } else {
          at = escaped(c, escape, out, at);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(c)) {
        at = threeBytes(c, out, at);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        at = fourBytes(Character.toCodePoint(c, value.charAt(++i)), out, at);
      } else {
        at = threeBytes('\uFFFD', out, at);
      }
    }
    out[at++] = '"';
    length = at;
  }

  private static int escaped(char c, byte escape, byte[] out, int at) {
    out[at++] = '\\';
    out[at++] = escape;
    if (escape == 'u') {
      out[at++] = '0';
      out[at++] = '0';
      out[at++] = HEX[c >> 4];
      out[at++] = HEX[c & 0xF];
    }
    return at;
  }

  private static int threeBytes(char c, byte[] out, int at) {
    out[at++] = (byte) (0xE0 | c >> 12);
    out[at++] = (byte) (0x80 | c >> 6 & 0x3F);
    out[at++] = (byte) (0x80 | c & 0x3F);
    return at;
  }

  private static int fourBytes(int codePoint, byte[] out, int at) {
    out[at++] = (byte) (0xF0 | codePoint >> 18);
    out[at++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    out[at++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    out[at++] = (byte) (0x80 | codePoint & 0x3F);
    return at;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
