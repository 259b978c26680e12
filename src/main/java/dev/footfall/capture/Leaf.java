package dev.footfall.capture;

import dev.footfall.otlp.OtlpTree.JsonNumber;
import java.util.regex.Pattern;

/** Tells ids, numbers and OTLP's own words from free text in the place of one. */
final class Leaf {
  /** Stands for what is not to be kept. */
  static final Object NONE = new Object();

  private static final Pattern WORD =
      Pattern.compile("[0-9a-fA-F]{0,40}|-?[0-9]{1,20}|(?:SPAN_KIND|STATUS_CODE)_[A-Z]{1,20}");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}|NaN|-?Infinity");

  private static final int LONGEST_ID = 16;

  private Leaf() {}

  /**
   * The value; bytes that are too long for an id become zeros, {@link #NONE} for free text and
   * messages.
   */
  static Object of(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length <= LONGEST_ID ? bytes : new byte[LONGEST_ID + 1];
    }
    boolean kept =
        value instanceof Long
            || value instanceof Boolean
            || value instanceof JsonNumber
            || value instanceof String text && WORD.matcher(text).matches();
    return kept ? value : NONE;
  }

  /** Whether it is a number or truth value, however it is written. */
  static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Boolean
        || value instanceof JsonNumber
        || value instanceof String text && NUMBER.matcher(text).matches();
  }
}
