package dev.footfall.session;

/**
 * 64 bits that stand for a text: FNV-1a over its UTF-16 units, then SplitMix64's finalizer. Good
 * enough to tell a session's few thousand texts apart, and an eighth of their size.
 */
final class Fingerprint {
  private Fingerprint() {}

  static long of(CharSequence text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
