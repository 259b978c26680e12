package dev.footfall.session;

import dev.footfall.aggregate.Numbers;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of a visitor's state. What comes again, as service names and ids do, is a number
 * the second time: 0 for null, 1 for a new text, 2 for a new one of 32 hexadecimal digits, from 3
 * on the texts so far. {@link StateReader} reads it.
 */
final class StateWriter {
  static final int NEW_TEXT = 1;
  static final int NEW_ID = 2;
  static final int KNOWN = 3;
  static final int ID_BYTES = 16;

  private final DataOutput out;
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<Circumstances, Integer> circumstances = new HashMap<>();

  StateWriter(DataOutput out) {
    this.out = out;
  }

  void number(long number) throws IOException {
    Numbers.write(number, out);
  }

  /** A number that may as well be negative. */
  void signed(long number) throws IOException {
    Numbers.write((number << 1) ^ (number >> 63), out);
  }

  void eightBytes(long number) throws IOException {
    out.writeLong(number);
  }

  DataOutput out() {
    return out;
  }

  void text(@Nullable String text) throws IOException {
    Integer known = text == null ? null : texts.putIfAbsent(text, texts.size());
    if (text == null) {
      number(0);
    } else if (known != null) {
      number(known + KNOWN);
    } else if (isId(text)) {
      number(NEW_ID);
      out.write(HexFormat.of().parseHex(text));
    } else {
      number(NEW_TEXT);
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean isId(String text) {
    if (text.length() != 2 * ID_BYTES) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  void decimal(BigDecimal decimal) throws IOException {
    number(decimal.scale());
    bytes(decimal.unscaledValue().toByteArray());
  }

  private void bytes(byte[] bytes) throws IOException {
    number(bytes.length);
    out.write(bytes);
  }

  /** 0 for new ones, from 1 on those so far. */
  void circumstances(Circumstances value) throws IOException {
    Integer known = circumstances.putIfAbsent(value, circumstances.size());
    if (known == null) {
      number(0);
      CircumstancesFormat.write(value, this);
    } else {
      number(known + 1);
    }
  }
}
