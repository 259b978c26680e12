package dev.footfall.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a message as any protobuf writer may: fields in any order, unknown fields and groups among
 * them.
 */
final class ShuffledWire {
  private final Random random;

  ShuffledWire(Random random) {
    this.random = random;
  }

  byte[] write(Message message) throws IOException {
    List<byte[]> fields = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      List<?> values =
          descriptor.isRepeated() ? (List<?>) field.getValue() : List.of(field.getValue());
      for (Object value : values) {
        fields.add(field(message, descriptor, value));
      }
    }
    if (random.nextInt(6) == 0) {
      fields.add(unknown());
    }
    Collections.shuffle(fields, random);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      bytes.write(field);
    }
    return bytes.toByteArray();
  }

  private byte[] field(Message message, FieldDescriptor descriptor, Object value)
      throws IOException {
    if (!(value instanceof Message nested)) {
      Message.Builder single = message.newBuilderForType();
      if (descriptor.isRepeated()) {
        single.addRepeatedField(descriptor, value);
      } else {
        single.setField(descriptor, value);
      }
      return single.build().toByteArray();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(descriptor.getNumber(), write(nested));
    out.flush();
    return bytes.toByteArray();
  }

  private byte[] unknown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    int number = 1_001 + random.nextInt(10_000); // 1000 is known: spans of old writers
    switch (random.nextInt(5)) {
      case 0 -> out.writeUInt64(number, random.nextLong());
      case 1 -> out.writeFixed64(number, random.nextLong());
      case 2 -> out.writeFixed32(number, random.nextInt());
      case 3 -> out.writeBytes(number, ByteString.copyFromUtf8("unknown"));
      default -> {
        out.writeTag(number, WireFormat.WIRETYPE_START_GROUP);
        out.writeUInt64(1, 7);
        out.writeTag(2, WireFormat.WIRETYPE_START_GROUP);
        out.writeString(3, "inside");
        out.writeTag(2, WireFormat.WIRETYPE_END_GROUP);
        out.writeTag(number, WireFormat.WIRETYPE_END_GROUP);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }
}
