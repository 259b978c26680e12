package dev.footfall.cli;

import dev.footfall.replay.ReplayRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The name of a replay: part of its topics', its transactions' and its folder's names. */
final class ReplayId {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,79}");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ReplayId() {}

  /**
   * That of a range, such as {@code 20261124T1000Z-20261124T1100Z}: the same range, the same id.
   */
  static String of(ReplayRange range) {
    return text(range.fromMillis()) + "-" + text(range.toMillis());
  }

  private static String text(long millis) {
    DateTimeFormatter form = millis % 60_000 == 0 ? MINUTES : MILLIS;
    return form.format(Instant.ofEpochMilli(millis));
  }

  /**
   * @throws CommandFailed for one that no topic's name may hold
   */
  static String checked(String id) {
    if (!FORM.matcher(id).matches()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--replay-id: '"
              + id
              + "' is not of letters, digits, dot, _ and -, 80 at the most, the first a letter or digit",
          null);
    }
    return id;
  }
}
