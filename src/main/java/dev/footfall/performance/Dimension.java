package dev.footfall.performance;

import java.util.Locale;

/** What rows of performance are told apart by. */
public enum Dimension {
  /** {@link PageName}. */
  PAGE,
  /** Class of the visitor's device. */
  DEVICE_CATEGORY,
  /** Service of the entry span, and its version. */
  SERVICE_VERSION;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** Its name in window keys and rows. */
  public String key() {
    return key;
  }
}
