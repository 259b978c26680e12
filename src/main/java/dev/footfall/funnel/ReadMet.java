package dev.footfall.funnel;

import dev.footfall.event.Request;
import dev.footfall.event.Request.ServiceTime;
import java.util.Comparator;
import java.util.function.Predicate;

/** Reads what a visitor met at a request: an error before a slow answer before neither. */
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
    if (request.error() || request.status() >= 500) {
      return Met.error(type(request), failedService(request));
    }
    return slow.test(request) ? Met.slow(busiestService(request)) : Met.NEITHER;
  }

  private static String type(Request request) {
    String type = request.errorType();
    if (type == null) {
      return request.status() == 0 ? UNKNOWN_TYPE : Integer.toString(request.status());
    }
    return type.length() > MAX_TYPE_LENGTH ? type.substring(0, MAX_TYPE_LENGTH) : type;
  }

  /** Of the services below that failed the one with most errors; else the one that was asked. */
  private static String failedService(Request request) {
    return request.services().stream()
        .filter(service -> service.errors() > 0 && !service.service().equals(request.service()))
        .max(MOST_ERRORS)
        .map(ServiceTime::service)
        .orElse(request.service());
  }

  private static String busiestService(Request request) {
    return request.services().stream()
        .max(BUSIEST)
        .map(ServiceTime::service)
        .orElse(request.service());
  }
}
