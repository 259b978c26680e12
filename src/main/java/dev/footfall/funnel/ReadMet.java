package dev.footfall.funnel;

import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads what a visitor met at a request: an error before a slow answer before neither. To be
 * refused (4xx) is an error where a service below failed, such as that of payments, and else none.
 */
final class ReadMet {
  /** Of longer error types the rest is cut; in characters. */
  private static final int MAX_TYPE_LENGTH = 100;

  /** What OpenTelemetry writes for an error without a type. */
  private static final String UNKNOWN_TYPE = "_OTHER";

  private static final Comparator<ServiceTime> MOST_ERRORS =
      Comparator.comparingInt(ServiceTime::errors)
          .thenComparing(ServiceTime::service, Comparator.reverseOrder());

  private static final Comparator<ServiceTime> BUSIEST =
      Comparator.comparingLong(ServiceTime::busyMicros)
          .thenComparing(ServiceTime::service, Comparator.reverseOrder());

  private final Predicate<Request> slow;

  ReadMet(Predicate<Request> slow) {
    this.slow = slow;
  }

  Met read(Request request) {
    if (failed(request)) {
      return Met.error(type(request), failedService(request));
    }
    return slow.test(request) ? Met.slow(busiestService(request)) : Met.NEITHER;
  }

  private static boolean failed(Request request) {
    return request.error()
        || request.status() >= 500
        || (request.status() >= 400 && failuresBelow(request).findAny().isPresent());
  }

  private static String type(Request request) {
    String type = request.errorType();
    if (type == null) {
      return request.status() == 0 ? UNKNOWN_TYPE : Integer.toString(request.status());
    }
    return type.length() > MAX_TYPE_LENGTH ? type.substring(0, MAX_TYPE_LENGTH) : type;
  }

  /** Of the services below the one in which most errors began; else the one that was asked. */
  private static String failedService(Request request) {
    return failuresBelow(request)
        .max(MOST_ERRORS)
        .map(ServiceTime::service)
        .orElse(request.service());
  }

  private static Stream<ServiceTime> failuresBelow(Request request) {
    return request.services().stream()
        .filter(service -> service.errors() > 0 && !service.service().equals(request.service()));
  }

  private static String busiestService(Request request) {
    return request.services().stream()
        .max(BUSIEST)
        .map(ServiceTime::service)
        .orElse(request.service());
  }
}
