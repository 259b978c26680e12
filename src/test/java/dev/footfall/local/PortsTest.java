package dev.footfall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void givesTheWantedPortWhileNobodyListensOnIt() {
    int port = Ports.free();
    assertThat(Ports.claim(port, "--port")).isEqualTo(port);
  }

  @Test
  void takesAFreePortForZero() {
    assertThat(Ports.claim(0, "--port")).isBetween(1, 65_535);
  }

  @Test
  void namesTheTakenPortAndItsSetting() throws Exception {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.claim(owner.getLocalPort(), "--port"))
          .isInstanceOf(PortTaken.class)
          .hasMessageContaining("port " + owner.getLocalPort() + " is taken")
          .hasMessageContaining("--port 0");
    }
  }

  @Test
  void seesAnOwnerThatListensOnEveryAddress() throws Exception {
    try (ServerSocket owner = new ServerSocket(0)) {
      assertThatThrownBy(() -> Ports.claim(owner.getLocalPort(), "--port"))
          .isInstanceOf(PortTaken.class);
    }
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> Ports.claim(65_536, "--port"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--port 65536");
  }
}
