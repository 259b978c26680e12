package dev.footfall.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.footfall.trace.AccountingCount;
import dev.footfall.trace.SpanClass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AccountingJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final long ARRIVAL = 1_795_519_761_528L;

  private final AccountingJson json = new AccountingJson("c0ffee");

  @Test
  void countsSpansOfAClass() throws IOException {
    AccountingCount count = AccountingCount.spans(ARRIVAL, SpanClass.DROPPED_BY_RULE, "asset", 7);

    assertThat(JACKSON.readTree(json.value(count)))
        .isEqualTo(
            JACKSON.readTree(
                """
                {"minute": "2026-11-24T11:29:00.000Z", "class": "dropped_by_rule",
                 "reason": "asset", "spans": 7, "records": 0, "bytes": 0,
                 "config_version": "c0ffee"}
                """));
    assertThat(json.key(count)).asString().isEqualTo("2026-11-24T11:29:00Z|dropped_by_rule|asset");
    assertThat(json.timestampMillis(count)).isEqualTo(1_795_519_740_000L);
  }

  @Test
  void countsRecordsApart() throws IOException {
    AccountingCount count = AccountingCount.record(ARRIVAL, "tombstone", 12);

    JsonNode read = JACKSON.readTree(json.value(count));

    assertThat(read.get("class").textValue()).isEqualTo("record");
    assertThat(read.get("records").intValue()).isEqualTo(1);
    assertThat(read.get("bytes").intValue()).isEqualTo(12);
    assertThat(json.key(count)).asString().endsWith("|record|tombstone");
  }

  @Test
  void hasExactlyTheDeclaredColumns() throws IOException {
    JsonNode read =
        JACKSON.readTree(json.value(AccountingCount.spans(ARRIVAL, SpanClass.USED, "", 1)));

    assertThat(ImmutableList.copyOf(read.fieldNames()))
        .containsExactlyElementsOf(
            AccountingSchema.columns("c").stream().map(Column::name).toList());
    AccountingSchema.columns("c")
        .forEach(column -> DeclaredColumns.assertType(column, read.get(column.name())));
  }
}
