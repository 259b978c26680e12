package dev.footfall.privacy;

import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of paths, queries and values: path parameters ({@code ;jsessionid=...}),
 * query parameters that are not on the allow list, and whatever the redaction patterns find once
 * the text is decoded (at most five times) and NFKC-normalised. Pure; a fast scan lets most text
 * pass unchanged.
 */
public final class Redaction {
  public Redaction(PrivacySettings settings) {
    throw new UnsupportedOperationException();
  }

  /** The path without path parameters, personal parts replaced by {@code [redacted]}. */
  public @Nullable String path(@Nullable String raw) {
    throw new UnsupportedOperationException();
  }

  /**
   * The allowed parameters of the query, as sent and in their order, personal values replaced; null
   * where none is left.
   */
  public @Nullable String query(@Nullable String raw) {
    throw new UnsupportedOperationException();
  }

  /** Any other text, personal parts replaced. */
  public String value(String raw) {
    throw new UnsupportedOperationException();
  }
}
