package dev.footfall.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the text form of a {@link DayKeys} ring. All of a file's errors are told at
 * once; what a message quotes is a day or a line number, for anything else on a line may be a
 * secret.
 */
final class RingFile {
  private static final int MIN_SECRET_BYTES = 32;
  private static final String FORGOTTEN = "forgotten";

  private final Path file;
  private final TreeMap<LocalDate, byte[]> days = new TreeMap<>();
  private final Map<String, byte[]> fixed = new HashMap<>();
  private final Map<String, Integer> lineBySecret = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  RingFile(Path file) {
    this.file = file;
  }

  DayKeys read() {
    String[] lines = lines();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        readLine(line, i + 1);
      }
    }
    for (String name : List.of("fixed", "route")) {
      if (!fixed.containsKey(name)) {
        errors.add("%s: has no line `%s <hexadecimal secret>`".formatted(file, name));
      }
    }
    if (days.values().stream().allMatch(secret -> secret.length == 0)) {
      errors.add("%s: has no day key".formatted(file));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
    return new DayKeys(file, days, fixed.get("fixed"), fixed.get("route"), remarks());
  }

  private String[] lines() {
    try {
      // Latin-1 takes any byte; what is not ASCII is then an error with its line.
      return Files.readString(file, StandardCharsets.ISO_8859_1).split("\r?\n", -1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": no such key ring", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": the key ring cannot be read: " + e, e);
    }
  }

  private void readLine(String line, int number) {
    String[] words = line.split("\\s+");
    if (words.length != 2) {
      error(number, "is not of the form `NAME SECRET`");
    } else if (words[0].equals("fixed") || words[0].equals("route")) {
      byte[] secret = secret(words[1], number);
      if (secret != null && fixed.put(words[0], secret) != null) {
        error(number, "gives `%s` a second time".formatted(words[0]));
      }
    } else {
      readDay(words, number);
    }
  }

  private void readDay(String[] words, int number) {
    LocalDate day;
    try {
      day = LocalDate.parse(words[0]);
    } catch (DateTimeParseException e) {
      error(number, "begins neither with `fixed` or `route` nor with a day such as 2026-11-24");
      return;
    }
    if (days.containsKey(day)) {
      error(number, "gives the day %s a second time".formatted(day));
    } else if (!days.isEmpty() && !day.equals(days.lastKey().plusDays(1))) {
      error(
          number,
          "%s does not follow %s; write `%s %s` for a day whose key was deleted"
              .formatted(day, days.lastKey(), days.lastKey().plusDays(1), FORGOTTEN));
    }
    byte[] secret = words[1].equals(FORGOTTEN) ? new byte[0] : secret(words[1], number);
    days.putIfAbsent(day, secret == null ? new byte[0] : secret);
  }

  private byte @Nullable [] secret(String hex, int number) {
    byte[] secret;
    try {
      secret = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      error(number, "has a secret that is not an even number of hexadecimal digits");
      return null;
    }
    Integer before = lineBySecret.putIfAbsent(HexFormat.of().formatHex(secret), number);
    if (secret.length < MIN_SECRET_BYTES) {
      error(number, "has a secret of %d bytes, not 32 or more".formatted(secret.length));
    } else if (before != null) {
      error(number, "has the same secret as line %d".formatted(before));
    }
    return secret;
  }

  private void error(int line, String what) {
    errors.add("%s:%d: %s".formatted(file, line, what));
  }

  private List<String> remarks() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      String text = PosixFilePermissions.toString(permissions);
      return text.endsWith("------")
          ? List.of()
          : List.of(
              "%1$s: others than its owner may use it (%2$s); chmod 600 %1$s"
                  .formatted(file, text));
    } catch (IOException | UnsupportedOperationException e) {
      return List.of();
    }
  }

  static void generate(Path file, LocalDate firstDay, int days) throws IOException {
    StringBuilder text =
        new StringBuilder("# Secrets. Who has them can tell which visitor is which.\n");
    SecureRandom random = new SecureRandom();
    append(text, "fixed", random);
    append(text, "route", random);
    for (int i = 0; i < days; i++) {
      append(text, firstDay.plusDays(i).toString(), random);
    }
    // The permissions come before the secrets.
    Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(file, text);
  }

  private static void append(StringBuilder text, String name, SecureRandom random) {
    byte[] secret = new byte[MIN_SECRET_BYTES];
    random.nextBytes(secret);
    text.append(name).append(' ').append(HexFormat.of().formatHex(secret)).append('\n');
  }
}
