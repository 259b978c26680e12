package dev.footfall.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of paths, queries and values: path parameters ({@code ;jsessionid=...}),
 * query parameters that are not on the allow list, and whatever the redaction patterns find once
 * the text is decoded (at most five times) and NFKC-normalised. What is found as sent is replaced
 * in its place; what is found only when decoded costs the whole path segment, parameter value or
 * text. Beyond 2,048 characters nothing passes. Pure; a fast scan lets most text pass unchanged.
 */
public final class Redaction {
  /** What stands in the place of something personal. */
  public static final String REDACTED = PersonalPattern.REDACTED;

  static final int MAX_LENGTH = 2048;

  /** No e-mail address, token or number that the cut may go through is longer. */
  private static final int CUT_MARGIN = 320;

  /** The last stands between the values of a list. */
  private static final String DELIMITERS = "/ ,;&?|\u001F";

  private final String[] allowedQuery;
  private final List<PersonalPattern> own = new ArrayList<>();
  private final List<PersonalPattern> all = new ArrayList<>(PersonalPattern.BUILT_IN);

  /** Throws IllegalArgumentException naming a configured pattern that is no regular expression. */
  public Redaction(PrivacySettings settings) {
    allowedQuery = settings.allowedQuery().toArray(String[]::new);
    settings.patterns().forEach((name, regex) -> own.add(PersonalPattern.of(name, regex)));
    all.addAll(own);
  }

  /** The path without path parameters, personal parts replaced by {@code [redacted]}. */
  public @Nullable String path(@Nullable String raw) {
    if (raw == null || raw.indexOf(';') < 0 && passes(raw)) {
      return raw;
    }
    String path = cut(raw);
    StringBuilder out = new StringBuilder(path.length());
    int begin = 0;
    while (begin <= path.length()) {
      int end = end(path, '/', begin, path.length());
      out.append(text(path.substring(begin, end(path, ';', begin, end))));
      if (end < path.length()) {
        out.append('/');
      }
      begin = end + 1;
    }
    return acrossSegments(out.toString());
  }

  /** A configured pattern may look at several segments; the built-in ones do not. */
  private String acrossSegments(String path) {
    if (own.isEmpty()) {
      return path;
    }
    String redacted = redacted(path, own);
    return hides(redacted, own) ? "/" + REDACTED : redacted;
  }

  /**
   * The allowed parameters of the query, as sent and in their order, personal values replaced; null
   * where none is left. Parameters that would make it longer than the bound are left out.
   */
  public @Nullable String query(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    int begin = 0;
    while (begin < raw.length()) {
      int end = end(raw, '&', begin, raw.length());
      int equals = end(raw, '=', begin, end);
      if (allows(raw, begin, equals)) {
        appendParameter(out, raw.substring(begin, equals), raw.substring(equals, end));
      }
      begin = end + 1;
    }
    return out.isEmpty() ? null : out.toString();
  }

  private boolean allows(String raw, int begin, int end) {
    for (String name : allowedQuery) {
      if (name.length() == end - begin && raw.startsWith(name, begin)) {
        return true;
      }
    }
    return false;
  }

  private void appendParameter(StringBuilder out, String name, String equalsValue) {
    String value = equalsValue.isEmpty() ? "" : "=" + value(equalsValue.substring(1));
    if (out.length() + name.length() + value.length() < MAX_LENGTH) {
      out.append(out.isEmpty() ? "" : "&").append(name).append(value);
    }
  }

  /** Any other text, personal parts replaced. */
  public String value(String raw) {
    return passes(raw) ? raw : text(cut(raw));
  }

  private boolean passes(String text) {
    return text.length() <= MAX_LENGTH && own.isEmpty() && TextScan.suspicions(text) == 0;
  }

  private String text(String text) {
    String redacted = redacted(text, all);
    return hides(redacted, all) ? REDACTED : redacted;
  }

  private static String redacted(String text, List<PersonalPattern> patterns) {
    int suspicions = TextScan.suspicions(text);
    for (PersonalPattern pattern : patterns) {
      text = pattern.mayMatch(suspicions) ? pattern.redact(text) : text;
    }
    return text;
  }

  /** Whether a pattern finds something in the decoded text; what cannot be decoded hides it. */
  private static boolean hides(String text, List<PersonalPattern> patterns) {
    if (text.indexOf('%') < 0 && Decoding.isAscii(text)) {
      return false;
    }
    List<String> forms = Decoding.forms(text);
    return forms.isEmpty() || forms.stream().anyMatch(f -> !redacted(f, patterns).equals(f));
  }

  /** Cuts between words, for half an e-mail address would not be found. */
  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = MAX_LENGTH;
    while (end > MAX_LENGTH - CUT_MARGIN && DELIMITERS.indexOf(text.charAt(end)) < 0) {
      end--;
    }
    return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end);
  }

  /** Where the next such character stands, or the limit. */
  private static int end(String text, char c, int begin, int limit) {
    int i = text.indexOf(c, begin);
    return i < 0 || i > limit ? limit : i;
  }
}
