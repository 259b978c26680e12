package dev.footfall.event;

import dev.footfall.event.SpanTest.Outcome;
import java.time.Duration;
import java.util.Set;

/** A test on a span, for tests. */
final class SpanTestDraft {
  private final boolean anySpan;
  private String spanName;
  private String service;
  private Outcome status;
  private Duration longerThan;
  private Duration shorterThan;
  private String event;
  private String attribute;
  private Set<String> equals = Set.of();
  private String regex;
  private int atLeast = 1;
  private int atMost = SpanTest.ANY_NUMBER;

  private SpanTestDraft(boolean anySpan) {
    this.anySpan = anySpan;
  }

  static SpanTestDraft anySpan() {
    return new SpanTestDraft(true);
  }

  static SpanTestDraft entrySpan() {
    return new SpanTestDraft(false);
  }

  SpanTestDraft named(String spanName) {
    this.spanName = spanName;
    return this;
  }

  SpanTestDraft service(String service) {
    this.service = service;
    return this;
  }

  SpanTestDraft status(Outcome status) {
    this.status = status;
    return this;
  }

  SpanTestDraft longerThan(long millis) {
    longerThan = Duration.ofMillis(millis);
    return this;
  }

  SpanTestDraft shorterThan(long millis) {
    shorterThan = Duration.ofMillis(millis);
    return this;
  }

  SpanTestDraft event(String name) {
    event = name;
    return this;
  }

  /** Present, or with one of these texts. */
  SpanTestDraft attribute(String attribute, String... equals) {
    this.attribute = attribute;
    this.equals = Set.of(equals);
    return this;
  }

  SpanTestDraft regex(String regex) {
    this.regex = regex;
    return this;
  }

  SpanTestDraft atLeast(int count) {
    atLeast = count;
    return this;
  }

  /** Then none will do as well. */
  SpanTestDraft atMost(int count) {
    atMost = count;
    atLeast = 0;
    return this;
  }

  SpanTest build() {
    return new SpanTest(
        anySpan,
        spanName,
        service,
        status,
        longerThan,
        shorterThan,
        event,
        attribute,
        equals,
        regex,
        atLeast,
        atMost);
  }
}
