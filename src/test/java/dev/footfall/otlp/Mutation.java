package dev.footfall.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Damages a record in one way or several. */
final class Mutation {
  private static final List<byte[]> JSON_PIECES =
      Stream.of(
              "{",
              "}",
              "[",
              "]",
              "\"",
              ",",
              ":",
              "null",
              "true",
              "1e999999999",
              "-0",
              "0.1",
              "\\",
              "\\u0000",
              "\\ud800",
              "\u00e4",
              "\"key\"",
              "\"traceId\"",
              "{}",
              "[]",
              "/*",
              "NaN")
          .map(piece -> piece.getBytes(UTF_8))
          .toList();
  private static final byte[][] LENGTHS = {
    {0},
    {1},
    {0x7F},
    {(byte) 0x80, 1},
    {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7},
    {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
  };

  private final SplittableRandom random;

  /** The record after the damage. */
  byte[] bytes = new byte[0];

  /** The first place that may differ from before. */
  int position;

  Mutation(SplittableRandom random) {
    this.random = random;
  }

  void mutate(FuzzSeedRecord record, FuzzSeedRecord other) {
    bytes = record.bytes;
    position = bytes.length;
    for (int i = random.nextInt(8) == 0 ? 1 + random.nextInt(6) : 1; i > 0; i--) {
      once(record.json, other.bytes);
    }
  }

  private void once(boolean json, byte[] other) {
    int at = random.nextInt(bytes.length + 1);
    int rest = bytes.length - at;
    switch (random.nextInt(json ? 7 : 6)) {
      case 0 -> flip(at);
      case 1 -> replace(at, rest, new byte[0]);
      case 2 -> replace(at, random.nextInt(Math.min(rest, 40) + 1), slice(other, 40));
      case 3 -> replace(at, Math.min(rest, 1), LENGTHS[random.nextInt(LENGTHS.length)]);
      case 4 -> replace(at, 0, slice(bytes, 200));
      case 5 -> add(at, random.nextInt(9) - 4);
      default ->
          replace(
              at,
              random.nextInt(Math.min(rest, 2) + 1),
              JSON_PIECES.get(random.nextInt(JSON_PIECES.size())));
    }
  }

  private void flip(int at) {
    add(at, 0);
    if (at < bytes.length) {
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
  }

  private void add(int at, int difference) {
    bytes = bytes.clone();
    position = Math.min(position, at);
    if (at < bytes.length) {
      bytes[at] += (byte) difference;
    }
  }

  private byte[] slice(byte[] from, int longest) {
    int length = random.nextInt(Math.min(from.length, longest) + 1);
    byte[] slice = new byte[length];
    System.arraycopy(from, random.nextInt(from.length - length + 1), slice, 0, length);
    return slice;
  }

  private void replace(int at, int length, byte[] by) {
    byte[] next = new byte[bytes.length - length + by.length];
    System.arraycopy(bytes, 0, next, 0, at);
    System.arraycopy(by, 0, next, at, by.length);
    System.arraycopy(bytes, at + length, next, at + by.length, bytes.length - at - length);
    bytes = next;
    position = Math.min(position, at);
  }
}
