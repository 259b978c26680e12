package dev.footfall.funnel;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor met at an interaction: an error, a slow answer, or neither. It is an observation,
 * not the cause of what the visitor did next.
 *
 * @param errorType of an error: its type, else the status; else null
 * @param service of an error the one that failed, of a slow answer the one that took the time; null
 *     for neither
 */
public record Met(Kind kind, @Nullable String errorType, @Nullable String service)
    implements Serializable {
  public static final Met NEITHER = new Met(Kind.NEITHER, null, null);

  /** The order stands in byte forms: append, never reorder. */
  public enum Kind {
    NEITHER,
    SLOW,
    ERROR
  }

  public static Met slow(String service) {
    return new Met(Kind.SLOW, null, service);
  }

  public static Met error(String errorType, String service) {
    return new Met(Kind.ERROR, errorType, service);
  }
}
