package dev.footfall.local.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.sink.Column.Role;
import dev.footfall.sink.Output;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What two runs need not agree in. Nothing else is exempt. */
final class Exemptions {
  private static final String EDGE = "edge";
  private static final String CATALOG_VERSION = "catalog_version";

  private final boolean wholeAtEdge;
  private final boolean pinnedCatalog;
  private final List<String> historyColumns;
  private final List<String> sessionColumns;
  private final List<String> catalogColumns;

  Exemptions(ComparedOutput output, boolean pinnedCatalog) {
    this.wholeAtEdge = output.output() == Output.SESSIONS;
    this.pinnedCatalog = pinnedCatalog;
    this.historyColumns = output.named(Role.HISTORY);
    this.sessionColumns = new ArrayList<>(output.named(Role.SESSION));
    sessionColumns.addAll(historyColumns);
    this.catalogColumns = output.named(Role.CATALOG);
  }

  /** Why a row or a column is exempt. */
  enum Reason {
    /** The session may have begun before what was read. */
    EDGE,
    /** The runs had different contents of the catalog. */
    CATALOG,
    /** Of the visitor's earlier visits one run has not read, and says nothing. */
    HISTORY,
    /** What one of them has read ended before the session did. */
    END_OF_RANGE
  }

  /** Whether a row is exempt with all its columns, and also if the other side has none like it. */
  boolean isWhole(ObjectNode row) {
    return wholeAtEdge && isAtEdge(row);
  }

  /** Takes out of the columns in which two rows differ those that may; says why they may. */
  Set<Reason> removeFrom(Set<String> differing, ObjectNode first, ObjectNode second) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    if ((isAtEdge(first) || isAtEdge(second)) && differing.removeAll(sessionColumns)) {
      reasons.add(Reason.EDGE);
    }
    if (tellsHistory(first) != tellsHistory(second) && differing.removeAll(historyColumns)) {
      reasons.add(Reason.HISTORY);
    }
    boolean sameCatalog = first.path(CATALOG_VERSION).equals(second.path(CATALOG_VERSION));
    if (!pinnedCatalog && !sameCatalog && differing.removeAll(catalogColumns)) {
      reasons.add(Reason.CATALOG);
    }
    return reasons;
  }

  private boolean tellsHistory(ObjectNode row) {
    return historyColumns.stream().anyMatch(row::has);
  }

  /** Whether a row is of a session that ended with what was read. */
  static boolean isCutAtTheEnd(ObjectNode row) {
    return row.path("end_reason").asText().equals("end_of_range");
  }

  private static boolean isAtEdge(ObjectNode row) {
    return row.path(EDGE).asBoolean();
  }
}
