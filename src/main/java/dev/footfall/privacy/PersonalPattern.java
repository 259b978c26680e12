package dev.footfall.privacy;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One kind of personal text. The built-in expressions need time linear in the text: every
 * repetition is possessive or bounded.
 *
 * @param regex what it may look like
 * @param personal how many of a match's characters are personal; 0 where it only looks so
 */
record PersonalPattern(Pattern regex, ToIntFunction<String> personal) {
  static final String REDACTED = "[redacted]";

  /**
   * What is redacted without being asked for, in this order.
   *
   * <ul>
   *   <li>JSON Web Tokens (RFC 7519)
   *   <li>e-mail addresses with a dot in their domain
   *   <li>IBANs (ISO 13616), grouped or not, whose check digits hold
   *   <li>payment cards: 14 to 19 digits, grouped as printed or not at all, that pass the Luhn
   *       check (ISO/IEC 7812); 13 digits are an article number (EAN), not a card
   *   <li>phone numbers in international form with a plus (E.164), 8 to 15 digits
   *   <li>IPv6 and IPv4 addresses
   *   <li>tokens: 32 or more letters and digits in a row with a digit among them, or as many with
   *       {@code - _ = +} between, if their cases and digits alternate as chance would
   * </ul>
   */
  static final List<PersonalPattern> BUILT_IN =
      List.of(
          all("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+)*+"),
          all(
              "(?<![\\p{L}\\p{N}._%+'!#$*^`{|}~-])[\\p{L}\\p{N}._%+'!#$*^`{|}~-]++@"
                  + "[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)++"),
          new PersonalPattern(
              Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ +-]?[A-Za-z0-9]){11,30}+"),
              PersonalLength::iban),
          new PersonalPattern(
              Pattern.compile(
                  "(?<![0-9])(?:[2-6][0-9]{15,18}+|3[47][0-9]{13}+|3[0689][0-9]{12}+"
                      + "|[2-6][0-9]{3}(?:[ +-][0-9]{4}){3}(?:[ +-][0-9]{1,3})?+"
                      + "|3[0-9]{3}[ +-][0-9]{6}[ +-][0-9]{4,5})(?![0-9])"),
              PersonalLength::card),
          all("(?<![A-Za-z0-9])\\+[1-9](?:[ +()./-]{0,3}+[0-9]){7,14}+(?![0-9])"),
          new PersonalPattern(
              Pattern.compile("(?:(?<![A-Za-z0-9])|(?=:))[0-9A-Fa-f:.]{4,46}+(?![A-Za-z0-9])"),
              PersonalLength::ipv6),
          all(
              "(?<![0-9])(?<![0-9]\\.)(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}"
                  + "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?![0-9])(?!\\.[0-9])"),
          new PersonalPattern(
              Pattern.compile("(?<![A-Za-z0-9_=+-])[A-Za-z0-9_=+-]{32,}+"), PersonalLength::token));

  private static PersonalPattern all(String regex) {
    return new PersonalPattern(Pattern.compile(regex), String::length);
  }

  /** A pattern of the user's; throws IllegalArgumentException naming it where it is no good. */
  static PersonalPattern of(String name, String regex) {
    try {
      return new PersonalPattern(Pattern.compile(regex), String::length);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "redact.%s: %s at index %d".formatted(name, e.getDescription(), e.getIndex()), e);
    }
  }

  boolean isIn(String text) {
    return !redact(text).equals(text);
  }

  /** The text with each personal part replaced; the same instance where there is none. */
  String redact(String text) {
    Matcher matcher = regex.matcher(text);
    StringBuilder out = null;
    int copied = 0;
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      int length = personal.applyAsInt(matcher.group());
      if (length == 0) {
        from = matcher.start() + 1;
        continue;
      }
      out = out == null ? new StringBuilder(text.length()) : out;
      out.append(text, copied, matcher.start()).append(REDACTED);
      copied = matcher.start() + length;
      from = copied;
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }
}
