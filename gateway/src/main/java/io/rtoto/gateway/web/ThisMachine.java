package io.rtoto.gateway.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/** Whether whoever asks sits at this machine. */
public final class ThisMachine {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private static final Set<String> PLAIN_PAGES =
      Set.of("http://localhost", "http://127.0.0.1", "http://[::1]");

  private ThisMachine() {}

  /**
   * Whether a request comes from here. Who came by a proxy may sit anywhere, and so may a page
   * whose name was made to lead to this machine. A proxy need not say that it is one: who lets in
   * by this alone must have been told that there is none.
   */
  public static boolean asks(HttpServerRequest request) {
    SocketAddress from = request.remoteAddress();
    return from != null
        && isLoopback(from.hostAddress())
        && isAsked(request)
        && !request.headers().contains("Forwarded")
        && !request.headers().contains("X-Forwarded-For");
  }

  /**
   * Whether a page asks that came from this machine without TLS, as browsers tell of all that
   * changes something. By what name the gateway is asked says nothing of that: a proxy in front may
   * ask by any.
   */
  public static boolean asksFromPlainPage(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null
        && PLAIN_PAGES.stream()
            .anyMatch(page -> origin.equals(page) || origin.startsWith(page + ":"));
  }

  /** Where a gateway answers that listens there; from this machine when it listens everywhere. */
  public static URI address(InetAddress host, int port) {
    String reached = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
    return URI.create(
        "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + port);
  }

  private static boolean isAsked(HttpServerRequest request) {
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
