package dev.footfall.funnel;

import dev.footfall.aggregate.Numbers;
import dev.footfall.event.Money;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts in byte form. In front stands the length in bytes times two, plus two, and one more where
 * the bytes are those that a text of lower-case hexadecimal digits, such as an id, stands for; 0
 * stands for null.
 */
final class Texts {
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){4,32}");
  private static final HexFormat DIGITS = HexFormat.of();

  private Texts() {}

  static void write(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      Numbers.write(0, out);
      return;
    }
    boolean hex = HEX.matcher(text).matches();
    byte[] bytes = hex ? DIGITS.parseHex(text) : text.getBytes(StandardCharsets.UTF_8);
    Numbers.write(2L * bytes.length + (hex ? 3 : 2), out);
    out.write(bytes);
  }

  static @Nullable String read(DataInput in) throws IOException {
    long head = Numbers.read(in);
    if (head == 0) {
      return null;
    }
    byte[] bytes = new byte[(int) (head / 2 - 1)];
    in.readFully(bytes);
    return (head & 1) == 1 ? DIGITS.formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
  }

  /** A text that is never null. */
  static String readPresent(DataInput in) throws IOException {
    String text = read(in);
    if (text == null) {
      throw new IOException("a text is missing");
    }
    return text;
  }

  /** A number as its scale and its digits; null as a scale that none has. */
  static void write(@Nullable BigDecimal number, DataOutput out) throws IOException {
    if (number == null) {
      out.writeByte(Byte.MIN_VALUE);
      return;
    }
    byte[] digits = number.unscaledValue().toByteArray();
    out.writeByte(number.scale());
    Numbers.write(digits.length, out);
    out.write(digits);
  }

  static @Nullable BigDecimal readNumber(DataInput in) throws IOException {
    int scale = in.readByte();
    if (scale == Byte.MIN_VALUE) {
      return null;
    }
    byte[] digits = new byte[(int) Numbers.read(in)];
    in.readFully(digits);
    return new BigDecimal(new BigInteger(digits), scale);
  }

  /** A number that is never null. */
  static BigDecimal readPresentNumber(DataInput in) throws IOException {
    BigDecimal number = readNumber(in);
    if (number == null) {
      throw new IOException("a number is missing");
    }
    return number;
  }

  static void write(@Nullable Money money, DataOutput out) throws IOException {
    write(money == null ? null : money.amount(), out);
    if (money != null) {
      write(money.currency(), out);
    }
  }

  static @Nullable Money readMoney(DataInput in) throws IOException {
    BigDecimal amount = readNumber(in);
    return amount == null ? null : new Money(amount, readPresent(in));
  }

  static void write(Met met, DataOutput out) throws IOException {
    out.writeByte(met.kind().ordinal());
    write(met.errorType(), out);
    write(met.service(), out);
  }

  static Met readMet(DataInput in) throws IOException {
    return new Met(Met.Kind.values()[in.readByte()], read(in), read(in));
  }
}
