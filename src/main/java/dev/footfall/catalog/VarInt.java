package dev.footfall.catalog;

/** Numbers from 0 on in one to five bytes, seven bits each, lowest first. */
final class VarInt {
  private VarInt() {}

  static int size(int value) {
    int size = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }

  /** Returns where the next byte goes. */
  static int write(int value, byte[] bytes, int at) {
    while ((value & ~0x7F) != 0) {
      bytes[at++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[at++] = (byte) value;
    return at;
  }

  static int read(byte[] bytes, int at) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
