package io.rtoto.gateway.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Whether whoever asks sits at this machine. */
public final class ThisMachine {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private ThisMachine() {}

  /**
   * Whether a request comes from here. Who came by a proxy may sit anywhere, and so may a page
   * whose name was made to lead to this machine.
   */
  public static boolean asks(HttpServerRequest request) {
    SocketAddress from = request.remoteAddress();
    return from != null
        && isLoopback(from.hostAddress())
        && isAsked(request)
        && !request.headers().contains("Forwarded")
        && !request.headers().contains("X-Forwarded-For");
  }

  /** Whether this machine is asked by a name that leads nowhere else. */
  public static boolean isAsked(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return asked != null && NAMES.contains(asked.host());
  }

  /** Whether that address is of no other machine; an address is not looked up. */
  public static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
