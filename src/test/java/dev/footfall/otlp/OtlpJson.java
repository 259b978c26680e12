package dev.footfall.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes messages as OTLP JSON, as any writer may: ids in hexadecimal of either case, enums as
 * numbers or names, 64-bit numbers as strings or numbers, members in any order.
 */
final class OtlpJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Random random;

  OtlpJson(Random random) {
    this.random = random;
  }

  byte[] write(Message message) throws IOException {
    return random.nextBoolean()
        ? MAPPER.writeValueAsBytes(object(message))
        : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(object(message));
  }

  private ObjectNode object(Message message) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<Map.Entry<FieldDescriptor, Object>> fields =
        new ArrayList<>(message.getAllFields().entrySet());
    if (random.nextInt(4) == 0) {
      Collections.shuffle(fields, random);
    }
    for (Map.Entry<FieldDescriptor, Object> field : fields) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.isRepeated()) {
        ArrayNode array = object.putArray(descriptor.getJsonName());
        ((List<?>) field.getValue()).forEach(value -> array.add(node(descriptor, value)));
      } else {
        object.set(descriptor.getJsonName(), node(descriptor, field.getValue()));
      }
    }
    if (random.nextInt(6) == 0) {
      object.putObject("unknown").putArray("inside").add(true).addNull();
    }
    return object;
  }

  private JsonNode node(FieldDescriptor descriptor, Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Message nested) {
      return object(nested);
    }
    if (value instanceof ByteString bytes) {
      return nodes.textNode(
          descriptor.getName().endsWith("_id")
              ? hex(bytes)
              : Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
    if (value instanceof EnumValueDescriptor constant) {
      return random.nextBoolean()
          ? nodes.numberNode(constant.getNumber())
          : nodes.textNode(constant.getName());
    }
    if (value instanceof Long number) {
      boolean unsigned = descriptor.getType() == FieldDescriptor.Type.FIXED64;
      String text = unsigned ? Long.toUnsignedString(number) : Long.toString(number);
      return random.nextBoolean()
          ? nodes.textNode(text)
          : nodes.numberNode(new java.math.BigInteger(text));
    }
    if (value instanceof Double number) {
      return number.isNaN() ? nodes.textNode("NaN") : nodes.numberNode(number);
    }
    if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    }
    return descriptor.getJavaType() == JavaType.STRING
        ? nodes.textNode((String) value)
        : nodes.numberNode((Integer) value);
  }

  private String hex(ByteString bytes) {
    HexFormat format = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
    return format.formatHex(bytes.toByteArray());
  }
}
