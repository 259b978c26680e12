package dev.footfall.catalog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a {@link CatalogTable}: its values are read from their bytes when they are asked for,
 * and do not change, whatever becomes of the table.
 */
public final class CatalogEntry {
  private final byte[] block;

  /** Where the values begin, behind the key. */
  private final int start;

  CatalogEntry(byte[] block, int start) {
    this.block = block;
    this.start = start;
  }

  /**
   * The text of a column; null where the entry has none.
   *
   * @param column its place among the columns
   */
  public @Nullable String text(int column) {
    int at = start;
    for (int i = 0; ; i++) {
      int head = VarInt.read(block, at);
      at += VarInt.size(head);
      int length = Math.max(0, head - 1);
      if (i == column) {
        return head == 0 ? null : new String(block, at, length, StandardCharsets.UTF_8);
      }
      at += length;
    }
  }
}
