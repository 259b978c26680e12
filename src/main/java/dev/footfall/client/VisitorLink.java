package dev.footfall.client;

import dev.footfall.privacy.KeyedId;
import org.jspecify.annotations.Nullable;

/**
 * Who a request is of, as far as work is divided by it: read from the byte form of {@link
 * ClientFacts} without the rest of them.
 *
 * @param id the visitor's: device, else connection; null where there is none
 * @param previousId the same connection's id of the day before, by which an open session is found
 *     again after the keys have changed; null for a device
 * @param route 0..65535; -1 without an id
 * @param senderSession whether the sender gave a session id
 */
public record VisitorLink(
    @Nullable KeyedId id, @Nullable KeyedId previousId, int route, boolean senderSession) {
  public static final VisitorLink NONE = new VisitorLink(null, null, -1, false);

  /**
   * Reads the ids of encoded facts.
   *
   * @param offset where the facts begin
   */
  public static VisitorLink read(byte[] bytes, int offset) {
    return FactsEncoding.readLink(bytes, offset);
  }
}
