package dev.footfall.otlp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The events of the span that is being read, as far as they are kept. A reader fills the attributes
 * of one after the other, and says what it was called.
 */
final class WireEvents implements Iterable<WireEvent> {
  private final KeptEvents kept;

  /** Those of the event that is being read. */
  final Attributes attributes;

  private final List<WireEvent> events = new ArrayList<>();

  WireEvents(KeptEvents kept, TextCache texts) {
    this.kept = kept;
    attributes = new Attributes(kept.attributes, texts);
  }

  /** Whether there is nothing to keep of any span, so that events need not be read. */
  boolean areUnread() {
    return kept.isEmpty();
  }

  /** The slot of an event's name, or -1 where nothing asks for the event. */
  int slot(byte[] bytes, int offset, int length) {
    return kept.names.slot(bytes, offset, length);
  }

  /** Keeps the event that was read, under the name of the slot. */
  void add(int slot) {
    String name = kept.names.name(slot);
    List<WireEvent.Attribute> own = new ArrayList<>();
    for (int i = 0; i < kept.attributes.size(); i++) {
      String text = attributes.text(i);
      if (text != null && kept.keeps(name, kept.attributes.name(i))) {
        own.add(new WireEvent.Attribute(kept.attributes.name(i), text, attributes.isNumber(i)));
      }
    }
    events.add(new WireEvent(name, own));
  }

  void clear() {
    if (!events.isEmpty()) {
      events.clear();
    }
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  @Override
  public Iterator<WireEvent> iterator() {
    return events.iterator();
  }
}
