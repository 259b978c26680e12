package dev.footfall.session;

import dev.footfall.event.Request;
import dev.footfall.session.Session.ServiceVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * The versions of services that answered, each once in memory: there are few, and every event that
 * a session keeps has one. Bounded, whatever services call themselves. Not thread-safe.
 */
final class ServiceVersions {
  private static final int MAX = 1_000;

  private final Map<ServiceVersion, ServiceVersion> versions = new HashMap<>();

  ServiceVersion of(Request request) {
    ServiceVersion version =
        new ServiceVersion(
            Contribution.cut(request.service()), Contribution.cutText(request.serviceVersion()));
    if (versions.size() >= MAX && !versions.containsKey(version)) {
      versions.clear();
    }
    return versions.computeIfAbsent(version, itself -> itself);
  }
}
