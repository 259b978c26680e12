package dev.footfall.otlp;

import java.util.List;

/** An event of a span as it was sent, with those of its attributes that are kept. */
record WireEvent(String name, List<Attribute> attributes) {

  /** An attribute of the event: text, or a number in decimal. */
  record Attribute(String name, String text, boolean number) {}
}
