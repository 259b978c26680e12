package dev.footfall.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 60s}, {@code 5m}, {@code 1h}, {@code 7d}. */
public final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h|d)");

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException("'" + text + "' is not a time such as 60s, 5m or 1h");
    }
    String days = form.group(2).equals("d") ? "P" : "PT";
    return Duration.parse(days + form.group(1) + form.group(2).toUpperCase(Locale.ROOT));
  }
}
