package dev.footfall.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that may be absent, as serializers write them: their length, -1 for null, then they. */
public final class NullableBytes {
  private NullableBytes() {}

  public static void write(byte @Nullable [] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  public static byte @Nullable [] read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
