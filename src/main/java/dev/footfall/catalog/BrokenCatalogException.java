package dev.footfall.catalog;

import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** A catalog that cannot be used as a whole; the message names it and says where it is broken. */
public final class BrokenCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenCatalogException(String place, String problem) {
    this(place, problem, null);
  }

  BrokenCatalogException(String place, String problem, @Nullable Throwable cause) {
    super("catalog " + place + " " + problem, cause);
  }

  /** Whether it could not be read at all, but for a right that is missing. */
  public boolean isUnreachable() {
    boolean isKafka =
        getCause() instanceof KafkaException && !(getCause() instanceof AuthorizationException);
    return getCause() instanceof IOException || isKafka;
  }
}
