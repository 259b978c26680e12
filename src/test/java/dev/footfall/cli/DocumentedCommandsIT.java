package dev.footfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the commands of the documents, and expects the lines that stand below each. */
class DocumentedCommandsIT {
  private static final Pattern BLOCK = Pattern.compile("(?s)```console\n\\$ (.*?)\n(.*?)```");
  private static final Pattern QUERY = Pattern.compile("duckdb -csv -c \"(.*)\"");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"getting-started.md, 8", "rules.md, 1", "sessions.md, 1", "session-analysis.md, 1"})
  void doesWhatItSays(String document, int expected) throws Exception {
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs", document)));
    int commands = 0;
    while (blocks.find()) {
      String command = blocks.group(1);
      String output = run(command);
      int at = 0;
      for (String line : blocks.group(2).split("\n")) {
        if (!line.equals("...") && !line.isBlank()) {
          int found = output.indexOf(line, at);
          assertThat(found).as("%s: no `%s` in %s", command, line, output).isNotNegative();
          at = found + line.length();
        }
      }
      commands++;
    }
    assertThat(commands).isEqualTo(expected);
  }

  private String run(String command) throws Exception {
    Matcher query = QUERY.matcher(command);
    if (query.matches()) {
      return csv(query.group(1).replace("'out/", "'" + folder.resolve("out") + "/"));
    }
    assertThat(command).startsWith("./footfall ");
    List<String> args =
        new ArrayList<>(List.of(command.split(" ")).subList(1, command.split(" ").length));
    args.replaceAll(
        arg -> arg.equals("out") || arg.equals("gaps.html") ? folder.resolve(arg).toString() : arg);

    Cli cli = Cli.run(args.toArray(String[]::new));

    assertThat(cli.code()).as(command + cli.err()).isZero();
    return cli.out() + cli.err().replace(folder.resolve("out").toString(), "out");
  }

  private static String csv(String sql) throws SQLException, IOException {
    StringBuilder rows = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      for (int i = 1; i <= columns; i++) {
        rows.append(i == 1 ? "" : ",").append(result.getMetaData().getColumnName(i));
      }
      while (result.next()) {
        rows.append('\n');
        for (int i = 1; i <= columns; i++) {
          rows.append(i == 1 ? "" : ",").append(result.getString(i));
        }
      }
    }
    return rows.append('\n').toString();
  }
}
