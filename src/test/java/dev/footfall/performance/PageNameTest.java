package dev.footfall.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.event.EventDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageNameTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/cart, /cart",
    "/owners/7, /owners/{id}",
    "/owners/7/, /owners/{id}/",
    "/owners/7/pets/12, /owners/{id}/pets/{id}",
    "/owners;v=1/7;x=2/pets, /owners/{id}/pets",
    "/a/3f2504e0-4f89-41d3-9a0c-0305e82c3301, /a/{id}",
    "/a/3F2504E0, /a/{id}",
    "/a/3F2504E, /a/3F2504E",
    "/a/deadbeef, /a/deadbeef",
    "/a/abcdefghijklmnopqrs1, /a/{id}",
    "/a/abcdefghijklmnopqr1, /a/abcdefghijklmnopqr1",
    "/a/abcdefghijklmnopqrstuv, /a/abcdefghijklmnopqrstuv",
    "/a/t-shirt-print-schwarz-trq22o064, /a/t-shirt-print-schwarz-trq22o064",
    "/a/7.htm, /a/7.htm",
    "/v2/api, /v2/api"
  })
  void putsAPlaceholderForWhatLooksLikeAnId(String path, String page) {
    EventDraft draft = PerformanceRows.draft();
    draft.path = path;

    assertThat(PageName.of(draft.event().request())).isEqualTo(page);
  }

  @Test
  void isTheRouteWhereThereIsOne() {
    EventDraft draft = PerformanceRows.draft();
    draft.path = "/owners/7";
    draft.route = "/owners/{ownerId}";
    assertThat(PageName.of(draft.event().request())).isEqualTo("/owners/{ownerId}");

    draft.route = "";
    assertThat(PageName.of(draft.event().request())).isEqualTo("/owners/{id}");
    draft.path = null;
    assertThat(PageName.of(draft.event().request())).isEqualTo("(none)");
  }
}
