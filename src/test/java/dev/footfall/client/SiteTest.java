package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
  @ParameterizedTest
  @CsvSource({
    "www.shop.co.uk, shop.co.uk",
    "shop.co.uk, shop.co.uk",
    "a.b.shop.de, shop.de",
    "shop.de., shop.de",
  })
  @DisplayName("The registrable domain follows the public suffix list")
  void registrableDomainFollowsThePublicSuffixList(String host, String site) {
    assertThat(Site.of(host)).isEqualTo(site);
  }

  @ParameterizedTest
  @CsvSource({"me.github.io, me.github.io", "x.me.github.io, me.github.io"})
  @DisplayName("with its private section")
  void privateSectionSeparatesSitesOfOneHoster(String host, String site) {
    assertThat(Site.of(host)).isEqualTo(site);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "localhost, localhost",
    "co.uk, co.uk",
    "github.io, github.io",
    "not a host, not a host",
    "-.-, -.-",
  })
  @DisplayName("an IP address stands for itself")
  void addressSuffixAndNonsenseStandForThemselves(String host, String site) {
    assertThat(Site.of(host)).isEqualTo(site);
  }

  @ParameterizedTest
  @CsvSource({
    "www.petclinic.example, petclinic.example",
    "petclinic.example, petclinic.example",
    "shop.prod.svc.cluster.local, cluster.local",
  })
  void underNoListedSuffixItIsTheLastTwoLabels(String host, String site) {
    assertThat(Site.of(host)).isEqualTo(site);
  }
}
