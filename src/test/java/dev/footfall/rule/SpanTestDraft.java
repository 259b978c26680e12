package dev.footfall.rule;

import dev.footfall.rule.SpanTest.Outcome;
import java.time.Duration;
import java.util.Set;

/** A test on a span, for tests. */
public final class SpanTestDraft {
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

  public static SpanTestDraft anySpan() {
    return new SpanTestDraft(true);
  }

  public static SpanTestDraft entrySpan() {
    return new SpanTestDraft(false);
  }

  public SpanTestDraft named(String spanName) {
    this.spanName = spanName;
    return this;
  }

  public SpanTestDraft service(String service) {
    this.service = service;
    return this;
  }

  public SpanTestDraft status(Outcome status) {
    this.status = status;
    return this;
  }

  public SpanTestDraft longerThan(long millis) {
    longerThan = Duration.ofMillis(millis);
    return this;
  }

  public SpanTestDraft shorterThan(long millis) {
    shorterThan = Duration.ofMillis(millis);
    return this;
  }

  public SpanTestDraft event(String name) {
    event = name;
    return this;
  }

  /** Present, or with one of these texts. */
  public SpanTestDraft attribute(String attribute, String... equals) {
    this.attribute = attribute;
    this.equals = Set.of(equals);
    return this;
  }

  public SpanTestDraft regex(String regex) {
    this.regex = regex;
    return this;
  }

  public SpanTestDraft atLeast(int count) {
    atLeast = count;
    return this;
  }

  /** Then none will do as well. */
  public SpanTestDraft atMost(int count) {
    atMost = count;
    atLeast = 0;
    return this;
  }

  public SpanTest build() {
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
