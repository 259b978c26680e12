package dev.footfall.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's request: an entry span, and what happened below it.
 *
 * @param traceId 32 hex
 * @param spanId 16 hex, the entry span's
 * @param durationMicros of the entry span
 * @param errorType error.type of the entry span, else of the first failed span below under which
 *     none failed, else of the first failed span, else null
 * @param spans how many spans belong to the request, itself included
 * @param errors how many of them failed
 * @param services the services below and here, by name
 */
public record Request(
    String traceId,
    String spanId,
    @Nullable String method,
    @Nullable String scheme,
    @Nullable String host,
    @Nullable String path,
    @Nullable String query,
    @Nullable String route,
    int status,
    @Nullable String contentType,
    long durationMicros,
    boolean error,
    @Nullable String errorType,
    String service,
    @Nullable String serviceVersion,
    @Nullable String environment,
    int spans,
    int errors,
    List<ServiceTime> services) {

  /**
   * What a service did for the request.
   *
   * @param errors failed spans below which none failed: those above failed for them
   * @param busyMicros sum over its spans of the time not spent in their children
   */
  public record ServiceTime(String service, int spans, int errors, long busyMicros) {}
}
