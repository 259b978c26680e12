package dev.footfall.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Settles the TCP ports of a local run before anything starts.
 *
 * <p>A port is tried by listening on it for a moment, on the loopback address, where everything
 * local listens. Between this and the real use somebody else may still take it; whoever starts then
 * reports that.
 */
public final class Ports {
  private Ports() {}

  /**
   * Gives a port that nobody listens on: the wanted one, or for 0 a free one.
   *
   * @param setting what the user writes to choose another, for example {@code --port}
   * @throws PortTaken if somebody listens on the wanted port, or the system refuses it
   */
  public static int claim(int wanted, String setting) {
    if (wanted < 0 || wanted > 65_535) {
      throw new IllegalArgumentException(setting + " " + wanted + " is not a port (0 to 65535)");
    }
    try (ServerSocket socket = new ServerSocket()) {
      // A connection in TIME_WAIT of an earlier run is no owner; without this it would look like
      // one.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException refused) {
      throw new PortTaken(
          "port %d is taken (%s): choose another with %s, or %s 0 for a free one"
              .formatted(wanted, refused.getMessage(), setting, setting),
          refused);
    }
  }

  /** Gives a free port. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
