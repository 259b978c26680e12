package dev.footfall.sink.lake;

import dev.footfall.sink.FieldName;
import dev.footfall.sink.RowWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the values of a row to Parquet. Texts are as in JSON: cut between characters beyond a
 * limit, a lone surrogate is U+FFFD. A decimal beyond 29 digits before the point is absent; beyond
 * 9 behind it, it is rounded. Not thread-safe.
 */
final class ParquetRow implements RowWriter {
  private final RecordConsumer out;
  private final int textLimit;
  private final CharsetEncoder utf8 =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
  private final Deque<Level> levels = new ArrayDeque<>();

  /** Where the next value goes. */
  private static final class Level {
    private final Kind kind;

    /** The field of an object whose value may come. */
    private @Nullable FieldName pending;

    /** The repeated group of a list or map has begun; a key of a map waits for its value. */
    private boolean begun;

    private boolean keyOpen;

    private Level(Kind kind) {
      this.kind = kind;
    }
  }

  private enum Kind {
    STRUCT,
    LIST,
    MAP
  }

  /**
   * @param textLimit characters of a text that are kept
   */
  ParquetRow(RecordConsumer out, int textLimit) {
    this.out = out;
    this.textLimit = textLimit;
  }

  @Override
  public void beginStruct() {
    if (levels.isEmpty()) {
      out.startMessage();
    } else {
      begin();
      out.startGroup();
    }
    levels.push(new Level(Kind.STRUCT));
  }

  @Override
  public void endStruct() {
    levels.pop();
    if (levels.isEmpty()) {
      out.endMessage();
    } else {
      out.endGroup();
      end();
    }
  }

  @Override
  public void beginList() {
    beginGroup(Kind.LIST);
  }

  @Override
  public void endList() {
    endGroup(ParquetSchema.LIST);
  }

  @Override
  public void beginMap() {
    beginGroup(Kind.MAP);
  }

  @Override
  public void endMap() {
    endEntry(levels.getFirst());
    endGroup(ParquetSchema.KEY_VALUE);
  }

  private void beginGroup(Kind kind) {
    begin();
    out.startGroup();
    levels.push(new Level(kind));
  }

  private void endGroup(String repeated) {
    if (levels.pop().begun) {
      out.endField(repeated, 0);
    }
    out.endGroup();
    end();
  }

  @Override
  public void name(FieldName name) {
    levels.getFirst().pending = name;
  }

  @Override
  public void key(String key) {
    Level map = levels.getFirst();
    endEntry(map);
    if (!map.begun) {
      map.begun = true;
      out.startField(ParquetSchema.KEY_VALUE, 0);
    }
    out.startGroup();
    out.startField(ParquetSchema.KEY, 0);
    out.addBinary(utf8(key));
    out.endField(ParquetSchema.KEY, 0);
    map.keyOpen = true;
  }

  private void endEntry(Level map) {
    if (map.keyOpen) {
      out.endGroup();
      map.keyOpen = false;
    }
  }

  /** Opens the place of a value that is there. */
  private void begin() {
    Level level = levels.getFirst();
    switch (level.kind) {
      case STRUCT -> {
        FieldName name = level.pending;
        if (name == null) {
          throw new IllegalStateException("a value without a name");
        }
        out.startField(name.text(), name.index());
      }
      case LIST -> {
        if (!level.begun) {
          level.begun = true;
          out.startField(ParquetSchema.LIST, 0);
        }
        out.startGroup();
        out.startField(ParquetSchema.ELEMENT, 0);
      }
      case MAP -> out.startField(ParquetSchema.VALUE, 1);
    }
  }

  private void end() {
    Level level = levels.getFirst();
    switch (level.kind) {
      case STRUCT -> {
        FieldName name = level.pending;
        if (name != null) {
          out.endField(name.text(), name.index());
        }
        level.pending = null;
      }
      case LIST -> {
        out.endField(ParquetSchema.ELEMENT, 0);
        out.endGroup();
      }
      case MAP -> out.endField(ParquetSchema.VALUE, 1);
    }
  }

  @Override
  public void text(@Nullable String value) {
    if (value != null) {
      begin();
      out.addBinary(utf8(value));
      end();
    }
  }

  @Override
  public void bool(boolean value) {
    begin();
    out.addBoolean(value);
    end();
  }

  @Override
  public void integer(long value) {
    begin();
    out.addLong(value);
    end();
  }

  @Override
  public void thousandths(long value) {
    begin();
    out.addDouble(value / 1000.0);
    end();
  }

  @Override
  public void decimal(BigDecimal value) {
    if (value.precision() - value.scale()
        > ParquetSchema.DECIMAL_PRECISION - ParquetSchema.DECIMAL_SCALE) {
      return;
    }
    BigDecimal rounded = value.setScale(ParquetSchema.DECIMAL_SCALE, RoundingMode.HALF_EVEN);
    if (rounded.precision() > ParquetSchema.DECIMAL_PRECISION) {
      return; // it had the most digits, and rounding made one more
    }
    byte[] number = rounded.unscaledValue().toByteArray();
    byte[] fixed = new byte[ParquetSchema.DECIMAL_BYTES];
    int sign = fixed.length - number.length;
    Arrays.fill(fixed, 0, sign, (byte) (number[0] < 0 ? -1 : 0));
    System.arraycopy(number, 0, fixed, sign, number.length);
    begin();
    out.addBinary(Binary.fromConstantByteArray(fixed));
    end();
  }

  @Override
  public void number(String text) {
    text(text);
  }

  @Override
  public void instantMicros(long epochMicros) {
    integer(epochMicros);
  }

  @Override
  public void instantMillis(long epochMillis) {
    integer(epochMillis * 1_000);
  }

  @Override
  public void bytes(byte @Nullable [] value) {
    if (value != null) {
      begin();
      out.addBinary(Binary.fromConstantByteArray(value));
      end();
    }
  }

  private Binary utf8(String text) {
    int end = Math.min(text.length(), textLimit);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    try {
      ByteBuffer bytes = utf8.encode(CharBuffer.wrap(text, 0, end));
      return Binary.fromConstantByteArray(bytes.array(), bytes.position(), bytes.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("an encoder that replaces never refuses", e);
    }
  }
}
