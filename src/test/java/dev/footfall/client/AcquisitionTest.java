package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.Campaign;
import dev.footfall.privacy.PrivacySettings;
import dev.footfall.privacy.Redaction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcquisitionTest {
  private final Acquisition acquisition =
      new Acquisition(new Redaction(PrivacySettings.defaults("keys.txt")));

  @Test
  void utmParametersAreDecoded() {
    assertThat(
            acquisition.campaign(
                "utm_source=news%20letter&utm_medium=e+mail&utm_campaign=fr%C3%BChling"
                    + "&utm_term=t&utm_content=c&utm_id=7&page=1"))
        .isEqualTo(new Campaign("news letter", "e mail", "frühling", "t", "c", "7"));
  }

  @Test
  void firstOfARepeatedOneCountsAndEmptyIsNone() {
    assertThat(acquisition.campaign("utm_source=a&utm_source=b&UTM_Medium=Email&utm_campaign="))
        .isEqualTo(new Campaign("a", null, null, null, null, null));
    assertThat(acquisition.campaign("utm_source=&utm_source=b").source()).isEqualTo("b");
  }

  @Test
  void redactsATelephoneNumberWhosePlusReadsAsASpace() {
    assertThat(acquisition.campaign("utm_term=+49+170+1234567").term()).doesNotContain("1234567");
    assertThat(acquisition.campaign("utm_term=ring++49+170+1234567").term())
        .doesNotContain("1234567");
    assertThat(acquisition.campaign("utm_term=summer+2026").term()).isEqualTo("summer 2026");
  }

  @ParameterizedTest
  @CsvSource({"page=1", "utm_source=", "utm_source", "utm_sources=a", "''", ","})
  void withoutUtmParametersThereIsNoCampaign(String query) {
    assertThat(acquisition.campaign(query)).isNull();
  }

  @Test
  void campaignIsRedactedAndCut() {
    assertThat(acquisition.campaign("utm_content=to%20jane.doe%2540mail.example").content())
        .isEqualTo("[redacted]");
    assertThat(acquisition.campaign("utm_content=to%20jane.doe%40mail.example").content())
        .isEqualTo("to [redacted]");
    assertThat(acquisition.campaign("utm_term=" + "ab%20".repeat(300)).term()).hasSize(200);
    assertThat(acquisition.campaign("utm_term=100%").term()).isEqualTo("100%");
  }

  @ParameterizedTest
  @CsvSource({
    "gclid=Cj0K86a0, gclid",
    "utm_source=a&fbclid=IwAR, fbclid",
    "gclid=&msclkid=1, msclkid",
    "gclid,",
    "xgclid=1,",
    "'',",
    ",",
  })
  @DisplayName("Only the type of a click id is kept")
  void onlyTheTypeOfAClickIdIsKept(String query, String type) {
    assertThat(Acquisition.clickIdType(query)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.google.com/, www.google.com",
    "https://WWW.Bing.com/search?q=vet+near+me, www.bing.com",
    "http://user:secret@host.example:8080/x@y, host.example",
    "https://host.example?x=https://other.example, host.example",
    "https://host.example#x, host.example",
    "android-app://com.google.android.gm/, com.google.android.gm",
    "https://[2001:db8::1]:443/, 2001:db8::1",
    "https://host.example\\@evil.example/, host.example",
    "https://bücher.example/, bücher.example",
    "/relative,",
    "about:blank,",
    "https://,",
    "https:///x,",
    "://x,",
    "https://jane doe/,",
    "https://<script>/,",
    ",",
  })
  void referrerIsItsHostAlone(String referrer, String host) {
    assertThat(Acquisition.referrerHost(referrer)).isEqualTo(host);
  }
}
