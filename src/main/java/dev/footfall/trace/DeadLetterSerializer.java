package dev.footfall.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footfall.source.RawRecord;
import dev.footfall.type.NullableBytes;
import dev.footfall.type.ValueType;
import dev.footfall.type.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A {@link DeadLetter}; absent bytes have length -1. */
public final class DeadLetterSerializer extends VersionedSerializer<DeadLetter> {
  public static final TypeInformation<DeadLetter> TYPE =
      new ValueType<>(DeadLetter.class, new DeadLetterSerializer());

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public void serialize(DeadLetter letter, DataOutputView out) throws IOException {
    writeText(letter.topic(), out);
    out.writeInt(letter.partition());
    out.writeLong(letter.offset());
    out.writeLong(letter.timestampMillis());
    out.writeLong(letter.arrivalMillis());
    writeText(letter.stage(), out);
    writeText(letter.reason(), out);
    NullableBytes.write(letter.key(), out);
    out.writeInt(letter.headers().size());
    for (RawRecord.Header header : letter.headers()) {
      writeText(header.name(), out);
      NullableBytes.write(header.value(), out);
    }
    NullableBytes.write(letter.payload(), out);
    out.writeInt(letter.payloadLength());
    writeText(letter.payloadSha256(), out);
  }

  @Override
  public DeadLetter deserialize(DataInputView in) throws IOException {
    return new DeadLetter(
        readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readText(in),
        readText(in),
        NullableBytes.read(in),
        readHeaders(in),
        requireBytes(in),
        in.readInt(),
        readText(in));
  }

  private static List<RawRecord.Header> readHeaders(DataInputView in) throws IOException {
    int size = in.readInt();
    List<RawRecord.Header> headers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      headers.add(new RawRecord.Header(readText(in), NullableBytes.read(in)));
    }
    return headers;
  }

  /** Not writeUTF: a header's name may be longer than 64 kB. */
  private static void writeText(String text, DataOutputView out) throws IOException {
    NullableBytes.write(text.getBytes(UTF_8), out);
  }

  private static String readText(DataInputView in) throws IOException {
    return new String(requireBytes(in), UTF_8);
  }

  private static byte[] requireBytes(DataInputView in) throws IOException {
    return Objects.requireNonNull(NullableBytes.read(in));
  }
}
