package dev.footfall.catalog;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries by key, as bytes in large blocks: beside its texts an entry costs a byte for each of them
 * and 12 to 24 bytes of the index. Thread-safe.
 *
 * <p>An entry is {@code length key (length value)*}, in the order of the columns; lengths of values
 * have one added, 0 stands for an absent one. The index is an open-addressed table of hash (upper
 * half) and place plus one (lower half, unsigned), probed linearly.
 */
public final class CatalogTable {
  private static final int BLOCK_BITS = 20;

  /** No entry is longer, so that none lies in two blocks. */
  static final int MAX_ENTRY_BYTES = 1 << BLOCK_BITS;

  private static final int MAX_BLOCKS = 1 << 32 - BLOCK_BITS;
  private static final long PLACE = 0xFFFF_FFFFL;
  private static final HashFunction CONTENT = Hashing.murmur3_128();

  private final int columns;
  private final int maxBlocks;
  private long[] index = new long[16];
  private int size;
  private byte[][] blocks = new byte[4][];

  /** Where the next entry goes. */
  private long end;

  /** Bytes of entries that were replaced or removed. */
  private long garbage;

  private long version;

  /**
   * @param columns how many values an entry has
   */
  CatalogTable(int columns) {
    this(columns, MAX_BLOCKS);
  }

  /**
   * @param maxBlocks a table that is full sooner
   */
  CatalogTable(int columns, int maxBlocks) {
    this.columns = columns;
    this.maxBlocks = maxBlocks;
  }

  /** The entry of a key; null where there is none. */
  public synchronized @Nullable CatalogEntry find(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    long found = index[slot(bytes)];
    if (found == 0) {
      return null;
    }
    long place = place(found);
    return new CatalogEntry(block(place), offset(place) + VarInt.size(bytes.length) + bytes.length);
  }

  public synchronized int size() {
    return size;
  }

  /** The heap it takes. */
  public synchronized long bytes() {
    return 8L * index.length + blockCount() * MAX_ENTRY_BYTES;
  }

  /** Hash of the content: of the entries, in whatever order they came. */
  public synchronized long version() {
    return version;
  }

  /**
   * Puts an entry in the place of the one that its key had.
   *
   * @param values in the order of the columns
   * @return whether the key had none
   * @throws IllegalArgumentException where it is too long, or the table is full
   */
  synchronized boolean put(String key, @Nullable String[] values) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] entry = entry(bytes, values);
    int slot = slot(bytes);
    boolean isNew = index[slot] == 0;
    long place = append(entry);
    if (!isNew) {
      forget(place(index[slot]));
    }
    index[slot] = indexed(hash(bytes), place);
    version += contentHash(entry, 0, entry.length);
    size += isNew ? 1 : 0;
    if (3 * size > 2 * index.length) {
      growIndex();
    }
    collectGarbage();
    return isNew;
  }

  /** Removes the entry of a key, if there is one. */
  synchronized boolean remove(String key) {
    int slot = slot(key.getBytes(StandardCharsets.UTF_8));
    if (index[slot] == 0) {
      return false;
    }
    forget(place(index[slot]));
    index[slot] = 0;
    size--;
    closeGap(slot);
    collectGarbage();
    return true;
  }

  private static byte[] entry(byte[] key, @Nullable String[] values) {
    byte[][] texts = new byte[values.length][];
    long length = VarInt.size(key.length) + (long) key.length;
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      texts[i] = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
      length += texts[i] == null ? 1 : VarInt.size(texts[i].length + 1) + (long) texts[i].length;
    }
    if (length > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException("an entry is longer than 1 MB");
    }
    byte[] entry = new byte[(int) length];
    int at = write(key, VarInt.write(key.length, entry, 0), entry);
    for (byte[] text : texts) {
      at = VarInt.write(text == null ? 0 : text.length + 1, entry, at);
      at = text == null ? at : write(text, at, entry);
    }
    return entry;
  }

  private static int write(byte[] source, int at, byte[] into) {
    System.arraycopy(source, 0, into, at, source.length);
    return at + source.length;
  }

  /** Entries never change where they lie: readers hold on to their blocks. */
  private long append(byte[] entry) {
    int left = MAX_ENTRY_BYTES - offset(end);
    if (left < entry.length) {
      garbage += left;
      end += left;
    }
    int number = (int) (end >>> BLOCK_BITS);
    if (number == maxBlocks) {
      throw new IllegalArgumentException("holds more than 4 GB");
    }
    if (number == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * number);
    }
    if (blocks[number] == null) {
      blocks[number] = new byte[MAX_ENTRY_BYTES];
    }
    System.arraycopy(entry, 0, blocks[number], offset(end), entry.length);
    end += entry.length;
    return end - entry.length;
  }

  private void forget(long place) {
    int length = length(block(place), offset(place));
    garbage += length;
    version -= contentHash(block(place), offset(place), length);
  }

  private int length(byte[] block, int start) {
    int key = VarInt.read(block, start);
    int at = start + VarInt.size(key) + key;
    for (int i = 0; i < columns; i++) {
      int head = VarInt.read(block, at);
      at += VarInt.size(head) + Math.max(0, head - 1);
    }
    return at - start;
  }

  private static long contentHash(byte[] bytes, int offset, int length) {
    return CONTENT.hashBytes(bytes, offset, length).asLong();
  }

  /** Where a key's entry is in the index, or where it goes. */
  private int slot(byte[] key) {
    long hash = hash(key);
    int slot = slotOf(hash);
    while (index[slot] != 0 && !(index[slot] >>> 32 == hash && hasKey(place(index[slot]), key))) {
      slot = slot + 1 & index.length - 1;
    }
    return slot;
  }

  private boolean hasKey(long place, byte[] key) {
    byte[] block = block(place);
    int at = offset(place);
    if (VarInt.read(block, at) != key.length) {
      return false;
    }
    at += VarInt.size(key.length);
    return Arrays.equals(block, at, at + key.length, key, 0, key.length);
  }

  private static long hash(byte[] key) {
    return (Arrays.hashCode(key) * 0x9E3779B97F4A7C15L) >>> 32;
  }

  private int slotOf(long hash) {
    return (int) hash & index.length - 1;
  }

  private static long indexed(long hash, long place) {
    return hash << 32 | place + 1;
  }

  private static long place(long entry) {
    return (entry & PLACE) - 1;
  }

  private byte[] block(long place) {
    return blocks[(int) (place >>> BLOCK_BITS)];
  }

  private static int offset(long place) {
    return (int) place & MAX_ENTRY_BYTES - 1;
  }

  private void growIndex() {
    long[] old = index;
    index = new long[2 * old.length];
    for (long entry : old) {
      if (entry != 0) {
        enter(entry);
      }
    }
  }

  private void enter(long entry) {
    int slot = slotOf(entry >>> 32);
    while (index[slot] != 0) {
      slot = slot + 1 & index.length - 1;
    }
    index[slot] = entry;
  }

  /** Moves the entries behind a freed slot to where they are found. */
  private void closeGap(int freed) {
    int slot = freed + 1 & index.length - 1;
    while (index[slot] != 0) {
      long moved = index[slot];
      index[slot] = 0;
      enter(moved);
      slot = slot + 1 & index.length - 1;
    }
  }

  /** Copies what counts into new blocks once half of the old ones does not. */
  private void collectGarbage() {
    if (garbage <= MAX_ENTRY_BYTES || garbage <= end / 2) {
      return;
    }
    byte[][] old = blocks;
    blocks = new byte[4][];
    end = 0;
    garbage = 0;
    for (int i = 0; i < index.length; i++) {
      if (index[i] != 0) {
        long place = place(index[i]);
        byte[] block = old[(int) (place >>> BLOCK_BITS)];
        int length = length(block, offset(place));
        byte[] entry = Arrays.copyOfRange(block, offset(place), offset(place) + length);
        index[i] = indexed(index[i] >>> 32, append(entry));
      }
    }
  }

  private long blockCount() {
    return end + MAX_ENTRY_BYTES - 1 >>> BLOCK_BITS;
  }
}
