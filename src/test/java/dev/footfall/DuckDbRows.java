package dev.footfall;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What DuckDB answers on many random histories at once. */
public final class DuckDbRows {
  private DuckDbRows() {}

  /**
   * By history, its rows in their order: a query's first column is the history, its second text.
   */
  public static Map<Long, List<String>> byHistory(Connection duckDb, String query)
      throws SQLException {
    Map<Long, List<String>> rows = new HashMap<>();
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.computeIfAbsent(result.getLong(1), history -> new ArrayList<>())
            .add(result.getString(2));
      }
    }
    return rows;
  }
}
