package io.rtoto.cli.live;

import io.rtoto.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port is free, before anything is started that would have to be stopped again. */
final class Ports {
  private Ports() {}

  /**
   * Refuses a port that something else listens on.
   *
   * @param port 0 for any: always free
   * @param flag the option that chooses another
   */
  static void requireFree(int port, String flag) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    } catch (IOException e) {
      throw new CommandFailure(
          "Port "
              + port
              + " is in use. Stop what listens there, or choose another port: "
              + flag
              + " "
              + (port + 1)
              + ". Maybe another ./rtoto up is still running.",
          e);
    }
  }
}
