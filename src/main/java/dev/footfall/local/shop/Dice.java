package dev.footfall.local.shop;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.List;
import java.util.SplittableRandom;

/** The shop's only source of chance, so that a seed repeats everything. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  boolean chancePerMille(int perMille) {
    return random.nextInt(1_000) < perMille;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A waiting time: exponential, as independent arrivals have it. */
  double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  /** An id of so many bytes, a multiple of eight; never all zero. */
  ByteString id(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[length - 1] |= 1;
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Lower-case letters and digits. */
  String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append(Character.forDigit(random.nextInt(36), 36));
    }
    return word.toString();
  }
}
