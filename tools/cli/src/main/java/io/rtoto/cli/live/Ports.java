package io.rtoto.cli.live;

import io.rtoto.cli.console.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where this machine can be reached: looks whether a port is free, before anything is started that
 * would have to be stopped again.
 */
final class Ports {
  private static final int FIRST_OF_ANYBODY = 1024;
  private static final int LAST = 65_535;

  private Ports() {}

  /** The address of this machine that a host names. */
  static InetAddress requireOfThisMachine(String host, String flag) throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw notOfThisMachine(host, flag, e);
    }
    if (!address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && NetworkInterface.getByInetAddress(address) == null) {
      throw notOfThisMachine(host, flag, null);
    }
    return address;
  }

  /**
   * Refuses a port that cannot be listened on.
   *
   * @param port 0 for any: always free
   * @param flag the option that chooses another
   */
  static void requireFree(InetAddress address, int port, String flag) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port), 1);
    } catch (IOException e) {
      throw new CommandFailure(refusal(port, flag, String.valueOf(e.getMessage())), e);
    }
  }

  /** What the user is told of a port that the system does not give, and why it does not. */
  static String refusal(int port, String flag, String reason) {
    String told = "Port " + port + " cannot be listened on: " + reason + ". ";
    return port < FIRST_OF_ANYBODY
        ? told + "Maybe it takes rights that you do not have; choose another: " + flag + " 8080."
        : told
            + "Maybe another ./rtoto up is still running: stop that, or choose another port: "
            + flag
            + " "
            + (port < LAST ? port + 1 : port - 1)
            + ".";
  }

  private static CommandFailure notOfThisMachine(
      String host, String flag, @Nullable Throwable cause) {
    return new CommandFailure(
        flag
            + " is "
            + host
            + "; expected an address of this machine, or 0.0.0.0 for all that it has.",
        cause);
  }
}
