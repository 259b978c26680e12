package dev.footfall.otlp;

import dev.footfall.otlp.TreeMessage.Kind;
import dev.footfall.otlp.TreeMessage.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the protobuf form of an {@link OtlpTree}; a double's leaf is its bits. */
final class WireTree {
  /** Values may be nested; deeper ones are left out. */
  private static final int MAX_DEPTH = 100;

  private final WireCursor cursor = new WireCursor();

  private WireTree() {}

  static Map<String, Object> read(byte[] value) throws IOException {
    WireTree tree = new WireTree();
    tree.cursor.start(value);
    Map<String, Object> root = tree.message(TreeMessage.TRACES_DATA, value.length, 0);
    if (tree.cursor.broken != null) {
      throw new IOException(tree.cursor.broken);
    }
    return root;
  }

  private Map<String, Object> message(TreeMessage message, int end, int depth) {
    Map<String, Object> read = new LinkedHashMap<>();
    for (int tag = cursor.tag(end); tag != 0; tag = cursor.tag(end)) {
      Member member = message.tagged(tag);
      if (member == null || depth > MAX_DEPTH) {
        cursor.skip(tag, end);
      } else if (member.kind() == Kind.LIST) {
        list(read, member.name()).add(value(member, end, depth));
      } else {
        Object value = value(member, end, depth);
        read.remove(member.name()); // of several values of an attribute the last counts
        read.put(member.name(), value);
      }
    }
    return read;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<String, Object> read, String name) {
    return (List<Object>) read.computeIfAbsent(name, n -> new ArrayList<>());
  }

  private Object value(Member member, int end, int depth) {
    return switch (member.kind()) {
      case NUMBER -> cursor.varint(end);
      case FIXED64 -> cursor.fixed64(end);
      case FIXED32 -> (long) cursor.fixed32(end);
      case TEXT -> new String(bytes(end), StandardCharsets.UTF_8);
      case BYTES -> bytes(end);
      case MESSAGE, LIST -> {
        int length = cursor.length(end);
        TreeMessage below = member.message();
        yield below == null ? "" : message(below, cursor.position + length, depth + 1);
      }
    };
  }

  private byte[] bytes(int end) {
    int length = cursor.length(end);
    cursor.position += length;
    return Arrays.copyOfRange(cursor.bytes, cursor.position - length, cursor.position);
  }

  static byte[] write(Map<String, Object> root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(root, TreeMessage.TRACES_DATA, out);
    return out.toByteArray();
  }

  private static void write(Map<?, ?> values, TreeMessage message, ByteArrayOutputStream out) {
    values.forEach(
        (name, value) -> {
          Member member = message.named((String) name);
          if (member != null) {
            for (Object one : value instanceof List<?> list ? list : List.of(value)) {
              varint(member.tag(), out);
              write(one, member, out);
            }
          }
        });
  }

  private static void write(Object value, Member member, ByteArrayOutputStream out) {
    switch (member.kind()) {
      case NUMBER -> varint((Long) value, out);
      case FIXED64 -> fixed((Long) value, Long.BYTES, out);
      case FIXED32 -> fixed((Long) value, Integer.BYTES, out);
      case TEXT -> bytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case BYTES -> bytes((byte[]) value, out);
      case MESSAGE, LIST -> {
        ByteArrayOutputStream below = new ByteArrayOutputStream();
        TreeMessage message = member.message();
        if (message != null) {
          write((Map<?, ?>) value, message, below);
        }
        bytes(below.toByteArray(), out);
      }
    }
  }

  private static void bytes(byte[] bytes, ByteArrayOutputStream out) {
    varint(bytes.length, out);
    out.writeBytes(bytes);
  }

  private static void varint(long value, ByteArrayOutputStream out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void fixed(long value, int bytes, ByteArrayOutputStream out) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> 8 * i));
    }
  }
}
