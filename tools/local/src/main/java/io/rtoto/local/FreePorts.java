package io.rtoto.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Ports of the loopback address that nobody listens on. */
public final class FreePorts {
  private FreePorts() {}

  /** So many ports, each another one: all are held until the last is found. */
  public static List<Integer> choose(int count) throws IOException {
    Deque<ServerSocket> held = new ArrayDeque<>();
    try {
      List<Integer> ports = new ArrayList<>();
      for (int chosen = 0; chosen < count; chosen++) {
        held.push(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ports.add(held.peek().getLocalPort());
      }
      return List.copyOf(ports);
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
