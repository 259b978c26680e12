package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_ga=GA1.1.1; vid=0796ebc0; consent=all | 0796ebc0",
        "vid=a | a",
        "vid=a; vid=b | a",
        "vid=; vid=b | b",
        "xvid=a; vid=b | b",
        "vid_2=a;vid=b | b",
        "a=vid=1; vid=b | b",
        "vid=\"a b\"; c=d | a b",
        "vid=a=b==; c=d | a=b==",
        "a=1,vid=2,c=3 | 2",
        "a=1, vid=2; c=3 | 2",
        "vid=a,b; c=d | a,b",
        "vid=a; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT,sid=1 | a",
        "sid=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT,vid=a; Path=/ | a",
      })
  void findsValueByName(String header, String value) {
    assertThat(Cookies.value(header, "vid")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "vid",
        "vid;",
        "vid=",
        "vid=null",
        "vid=undefined; a=b",
        "VID=a",
        "svid=a",
        "vid=deleted"
      })
  void noNameOrNoValueIsNone(String header) {
    assertThat(Cookies.value(header, "vid")).isNull();
  }

  @Test
  void absentHeaderHasNone() {
    assertThat(Cookies.value(null, "vid")).isNull();
  }
}
