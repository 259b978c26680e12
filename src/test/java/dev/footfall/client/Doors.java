package dev.footfall.client;

import dev.footfall.privacy.DayKeys;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Doors with settings that differ from the defaults. */
final class Doors {
  final Path ring;
  String tenant = "default";
  ZoneId zone = ZoneId.of("Europe/Berlin");
  List<String> deviceCookies = List.of();
  @Nullable Integer trustedProxies;
  boolean sessionIsOnlyId;
  @Nullable String consentCookie;
  int cacheEntries = 1000;

  /** With a fresh ring of secrets for some days. */
  Doors(Path ring, String firstDay, int days) throws IOException {
    this.ring = ring;
    Files.deleteIfExists(ring);
    DayKeys.generate(ring, LocalDate.parse(firstDay), days);
  }

  Door open() {
    PrivacySettings settings =
        new PrivacySettings(
            ring.toString(),
            zone,
            LocalTime.of(4, 0),
            PrivacySettings.DEFAULT_ALLOWED_QUERY,
            Map.of(),
            tenant,
            deviceCookies,
            trustedProxies,
            sessionIsOnlyId,
            consentCookie,
            Set.of("all", "stats"));
    return new Door(
        settings, DayKeys.read(ring), new Redaction(settings), 60_000, 1_800_000, cacheEntries);
  }
}
