package dev.footfall.session;

import dev.footfall.aggregate.Numbers;
import java.io.DataInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final DataInput in;
  private final List<String> texts = new ArrayList<>();
  private final List<Circumstances> circumstances = new ArrayList<>();

  StateReader(DataInput in) {
    this.in = in;
  }

  long number() throws IOException {
    return Numbers.read(in);
  }

  int integer() throws IOException {
    return (int) Numbers.read(in);
  }

  long signed() throws IOException {
    long number = Numbers.read(in);
    return (number >>> 1) ^ -(number & 1);
  }

  long eightBytes() throws IOException {
    return in.readLong();
  }

  DataInput in() {
    return in;
  }

  @Nullable String text() throws IOException {
    int code = integer();
    return switch (code) {
      case 0 -> null;
      case StateWriter.NEW_TEXT -> remembered(new String(bytes(integer()), StandardCharsets.UTF_8));
      case StateWriter.NEW_ID -> remembered(HexFormat.of().formatHex(bytes(StateWriter.ID_BYTES)));
      default -> texts.get(code - StateWriter.KNOWN);
    };
  }

  private String remembered(String text) {
    texts.add(text);
    return text;
  }

  /** A text that is never null. */
  String name() throws IOException {
    String text = text();
    if (text == null) {
      throw new IllegalStateException("a text is missing in a visitor's state");
    }
    return text;
  }

  BigDecimal decimal() throws IOException {
    int scale = integer();
    return new BigDecimal(new BigInteger(bytes(integer())), scale);
  }

  private byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  Circumstances circumstances() throws IOException {
    int code = integer();
    if (code > 0) {
      return circumstances.get(code - 1);
    }
    Circumstances value = CircumstancesFormat.read(this);
    circumstances.add(value);
    return value;
  }
}
