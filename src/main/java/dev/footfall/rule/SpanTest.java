package dev.footfall.rule;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule's test on a span: one that passes all that is given, or so many of them.
 *
 * @param anySpan on the spans of the request, the entry span among them; else on the entry span
 * @param spanName null, or the name the span must have
 * @param service null, or the service the span must come from
 * @param status null, or how the span must have ended
 * @param longerThan null, or what the span's duration must exceed
 * @param shorterThan null, or what must exceed the span's duration
 * @param event null, or the name of an event that the span must have
 * @param attribute of the event, where one is named, else of the span; null where none is tested
 * @param equals any of these texts; empty means present
 * @param atLeast how many spans must pass
 * @param atMost how many may; {@link #ANY_NUMBER} for no bound, 0 for none such
 */
public record SpanTest(
    boolean anySpan,
    @Nullable String spanName,
    @Nullable String service,
    @Nullable Outcome status,
    @Nullable Duration longerThan,
    @Nullable Duration shorterThan,
    @Nullable String event,
    @Nullable String attribute,
    Set<String> equals,
    @Nullable String regex,
    int atLeast,
    int atMost)
    implements Serializable {
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  /** How a span ended; what sets no status ended well. */
  public enum Outcome {
    OK,
    ERROR
  }

  /** Whether nothing is asked of a span, so that every one passes. */
  boolean isEmpty() {
    return spanName == null
        && service == null
        && status == null
        && longerThan == null
        && shorterThan == null
        && event == null
        && attribute == null;
  }
}
