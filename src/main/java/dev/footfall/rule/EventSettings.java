package dev.footfall.rule;

import dev.footfall.catalog.CatalogSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How requests become events.
 *
 * @param entryServices only their SERVER spans may be entries; empty for all
 * @param matchAll every matching rule makes an event, not only the first
 * @param apiPaths path templates of API calls: not pages ({@code /api/**}, {@code /graphql})
 * @param managementPaths dropped: health, metrics, management
 * @param rules the user's, then the default rule set's, in order of precedence
 * @param configVersion hash of the configuration, on every record
 * @param catalog null where there is none
 */
public record EventSettings(
    Set<String> entryServices,
    boolean matchAll,
    List<String> apiPaths,
    List<String> managementPaths,
    List<Rule> rules,
    String configVersion,
    long eventDelayMillis,
    @Nullable CatalogSettings catalog)
    implements Serializable {

  /** Without a catalog. */
  public EventSettings(
      Set<String> entryServices,
      boolean matchAll,
      List<String> apiPaths,
      List<String> managementPaths,
      List<Rule> rules,
      String configVersion,
      long eventDelayMillis) {
    this(
        entryServices,
        matchAll,
        apiPaths,
        managementPaths,
        rules,
        configVersion,
        eventDelayMillis,
        null);
  }

  public static final List<String> DEFAULT_API_PATHS = List.of("/api/**", "/graphql");

  /** What requests become that no rule names. */
  private static final List<String> FALL_BACKS =
      List.of("page_view", "page_error", "request", "file_download");

  public static final List<String> DEFAULT_MANAGEMENT_PATHS =
      List.of(
          "/health*", "/health/**", "/healthz", "/livez", "/readyz", "/metrics", "/actuator/**");

  /** Names of all events that there can be. */
  public Set<String> eventNames() {
    Set<String> names = new TreeSet<>(FALL_BACKS);
    rules.stream().map(Rule::event).filter(Objects::nonNull).forEach(names::add);
    rules.stream()
        .map(Rule::verification)
        .filter(Objects::nonNull)
        .forEach(verification -> names.add(verification.otherwise()));
    return names;
  }

  /** The same under a version of the configuration. */
  public EventSettings withVersion(String version) {
    return new EventSettings(
        entryServices,
        matchAll,
        apiPaths,
        managementPaths,
        rules,
        version,
        eventDelayMillis,
        catalog);
  }

  /** The same with a catalog, or without one. */
  public EventSettings withCatalog(@Nullable CatalogSettings settings) {
    return new EventSettings(
        entryServices,
        matchAll,
        apiPaths,
        managementPaths,
        rules,
        configVersion,
        eventDelayMillis,
        settings);
  }
}
