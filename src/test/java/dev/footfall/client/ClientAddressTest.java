package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "192.0.2.1, c0000201",
        "' 192.0.2.1 ', c0000201",
        "192.0.2.1:50973, c0000201",
        "::ffff:192.0.2.1, c0000201",
        "[::ffff:192.0.2.1]:80, c0000201",
        "::ffff:c000:201, c0000201",
        "2001:db8:657c:7d7::1cad, 20010db8657c07d7",
        "2001:DB8:657C:7D7:1:2:3:4, 20010db8657c07d7",
        "[2001:db8:657c:7d7::1], 20010db8657c07d7",
        "[2001:db8:657c:7d7::1]:443, 20010db8657c07d7",
        "fe80::1%eth0, fe80000000000000",
        "fe80::2%25en1, fe80000000000000",
        "'for=192.0.2.1;proto=https', c0000201",
        "'For=\"[2001:db8:657c:7d7::1]:4711\"', 20010db8657c07d7",
        "'proto=http; for=192.0.2.1:80 ;by=10.0.0.1', c0000201",
      })
  void addressStandsForItsNetwork(String text, String network) {
    assertThat(ClientAddress.network(text)).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "_hidden",
        "for=unknown",
        "localhost",
        "example.org",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1.5",
        "010.1.1.1",
        "1",
        "[",
        "[]",
        "[192",
        "::g",
        "%",
        "for=",
        "/run/app.sock",
        "192.0.2.1 192.0.2.2"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(ClientAddress.network(text)).isNull();
  }

  @Test
  void hopsAreCountedFromTheRightWithoutEmptyOnes() {
    assertThat(ClientAddress.fromRight("a, b ,c", 1)).isEqualTo("c");
    assertThat(ClientAddress.fromRight("a, b ,c", 2)).isEqualTo("b");
    assertThat(ClientAddress.fromRight("a, b ,c", 3)).isEqualTo("a");
    assertThat(ClientAddress.fromRight("a, b ,c", 4)).isNull();
    assertThat(ClientAddress.fromRight(",a,, b, ,", 2)).isEqualTo("a");
    assertThat(ClientAddress.fromRight("", 1)).isNull();
    assertThat(ClientAddress.fromRight(",,", 1)).isNull();
  }
}
