package dev.footfall.local.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.local.compare.ComparedOutput.Folding;
import dev.footfall.sink.Column;
import dev.footfall.sink.Column.Role;
import dev.footfall.sink.Output;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparedOutputTest {
  private static final Set<Role> EXEMPT = Set.of(Role.SESSION, Role.CATALOG, Role.HISTORY);

  @ParameterizedTest
  @EnumSource
  void namesColumnsThatTheOutputDeclares(Output output) {
    ComparedOutput compared = ComparedOutput.of(output);

    assertThat(compared.columns())
        .extracting(Column::name)
        .containsAll(
            Stream.of(compared.start(), compared.end(), compared.done())
                .filter(Objects::nonNull)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "EVENTS, LAST_REVISION, event_id",
    "SESSIONS, LAST_REVISION, session_id",
    "FUNNELS, LAST_REVISION, funnel_id window_start breakdown",
    "PERFORMANCE, LAST_REVISION, window_start dimension value service_version",
    "TRAFFIC, LAST_REVISION, window_start kind value second_value",
    "ACCOUNTING, SUM, minute class reason",
    "DEAD_LETTERS, COUNT, ''"
  })
  void recordsAreToldApartByWhatTheirTopicsAreKeyedBy(Output output, Folding folding, String keys) {
    ComparedOutput compared = ComparedOutput.of(output);

    assertThat(String.join(" ", compared.named(Role.KEY))).isEqualTo(keys);
    assertThat(compared.folding()).isEqualTo(folding);
  }

  @Test
  void onlyTheseColumnsMayEverDiffer() {
    List<String> exempt =
        ComparedOutput.ALL.stream()
            .flatMap(output -> output.columns().stream())
            .filter(column -> EXEMPT.contains(column.role()))
            .map(Column::name)
            .toList();

    assertThat(exempt)
        .containsExactlyInAnyOrder(
            "session_id",
            "ga_session_id",
            "ga_session_number",
            "session_event_number",
            "is_conversion",
            "edge",
            "session_number",
            "is_new_visitor",
            "previous_session_id",
            "event_params",
            "items",
            "catalog_version");
  }
}
