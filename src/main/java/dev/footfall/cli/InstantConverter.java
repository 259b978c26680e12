package dev.footfall.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2026-11-24T10:00:00Z} or a time with another offset, to the millisecond. */
final class InstantConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.toEpochMilli() < 0 || instant.getNano() % 1_000_000 != 0) {
        throw new TypeConversionException(
            "'" + text + "' is before 1970, or finer than a millisecond");
      }
      return instant;
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a time with its offset, such as 2026-11-24T10:00:00Z");
    }
  }
}
