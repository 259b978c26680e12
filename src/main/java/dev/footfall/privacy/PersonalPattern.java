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
 * @param suspicion which of {@link TextScan}'s bits a text has that it may match
 * @param regex what it may look like
 * @param personal how many of a match's characters are personal; 0 where it only looks so
 */
record PersonalPattern(int suspicion, Pattern regex, ToIntFunction<String> personal) {
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
          all(
              TextScan.JWT,
              "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+)*+"),
          all(
              TextScan.AT,
              "(?<![\\p{L}\\p{N}._%+'!#$*^`{|}~-])[\\p{L}\\p{N}._%+'!#$*^`{|}~-]++@"
                  + "[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)++"),
          some(
              TextScan.NUMBER,
              "(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ +-]?[A-Za-z0-9]){11,30}+",
              PersonalLength::iban),
          some(
              TextScan.NUMBER,
              "(?<![0-9])(?:[2-6][0-9]{15,18}+|3[47][0-9]{13}+|3[0689][0-9]{12}+"
                  + "|[2-6][0-9]{3}(?:[ +-][0-9]{4}){3}(?:[ +-][0-9]{1,3})?+"
                  + "|3[0-9]{3}[ +-][0-9]{6}[ +-][0-9]{4,5})(?![0-9])",
              PersonalLength::card),
          all(TextScan.PLUS, "(?<![A-Za-z0-9])\\+[1-9](?:[ +()./-]{0,3}+[0-9]){7,14}+(?![0-9])"),
          some(
              TextScan.COLON,
              "(?:(?<![A-Za-z0-9])|(?=:))[0-9A-Fa-f:.]{4,46}+(?![A-Za-z0-9])",
              PersonalLength::ipv6),
          all(
              TextScan.DOTS,
              "(?<![0-9])(?<![0-9]\\.)(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}"
                  + "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?![0-9])(?!\\.[0-9])"),
          some(TextScan.TOKEN, "(?<![A-Za-z0-9_=+-])[A-Za-z0-9_=+-]{32,}+", PersonalLength::token));

  private static PersonalPattern all(int suspicion, String regex) {
    return some(suspicion, regex, String::length);
  }

  private static PersonalPattern some(int suspicion, String regex, ToIntFunction<String> personal) {
    return new PersonalPattern(suspicion, Pattern.compile(regex), personal);
  }

  /** A pattern of the user's; throws IllegalArgumentException naming it where it is no good. */
  static PersonalPattern of(String name, String regex) {
    try {
      return new PersonalPattern(-1, Pattern.compile(regex), String::length);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "redact.%s: %s at index %d".formatted(name, e.getDescription(), e.getIndex()), e);
    }
  }

  /** Whether a text of these suspicions can match at all. */
  boolean mayMatch(int suspicions) {
    return suspicion < 0 || (suspicion & suspicions) != 0;
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
