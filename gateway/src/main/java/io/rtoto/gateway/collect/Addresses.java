package io.rtoto.gateway.collect;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which address a request comes, also when a proxy passed it on. */
public final class Addresses {
  private static final int IPV4_BYTES = 4;
  private static final int NETWORK_BYTES = 8;

  private final List<IpSubnetFilterRule> trusted;

  /**
   * Believes those proxies.
   *
   * @throws IllegalArgumentException when one is neither an address nor a block of them
   */
  public Addresses(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(Addresses::block).toList();
  }

  /** What is wrong with a proxy that somebody lists, as a sentence; empty when nothing is. */
  public static Optional<String> objectionTo(String proxy) {
    try {
      IpSubnetFilterRule unused = block(proxy);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          proxy + " is no address; expected one such as 10.1.2.3, or a block such as 10.0.0.0/8.");
    }
  }

  /**
   * Whose requests are counted together: the address, or of IPv6 its network of 64 bits, all of
   * which one subscriber has. Empty for this machine's own programs.
   */
  public Optional<String> of(HttpServerRequest request) {
    return parsed(request.remoteAddress().hostAddress())
        .map(peer -> behind(peer, request.headers().getAll("X-Forwarded-For")))
        .filter(address -> !address.isLoopbackAddress())
        .map(Addresses::network);
  }

  /**
   * Each proxy adds whom it heard it from, some in a line of their own: the last that is no proxy
   * of ours cannot be made up.
   */
  private InetAddress behind(InetAddress peer, List<String> forwardedFor) {
    InetAddress nearest = peer;
    List<String> told = new ArrayList<>();
    forwardedFor.forEach(line -> told.addAll(Arrays.asList(line.split(",", -1))));
    while (isTrusted(nearest) && !told.isEmpty()) {
      Optional<InetAddress> before = parsed(told.remove(told.size() - 1).strip());
      if (before.isEmpty()) {
        return nearest;
      }
      nearest = before.get();
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress asked = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(block -> block.matches(asked));
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == IPV4_BYTES
        ? address.getHostAddress()
        : NetUtil.bytesToIpAddress(
            Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), bytes.length));
  }

  /** Never asks a name server. */
  private static Optional<InetAddress> parsed(@Nullable String text) {
    byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes; this one: " + text, e);
    }
  }

  private static IpSubnetFilterRule block(String proxy) {
    int slash = proxy.indexOf('/');
    InetAddress address =
        parsed(slash < 0 ? proxy : proxy.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException(proxy));
    int bits =
        slash < 0
            ? address.getAddress().length * Byte.SIZE
            : Integer.parseInt(proxy.substring(slash + 1));
    return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
  }
}
