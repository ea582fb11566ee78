package io.rtoto.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that keep connections of a server and let it wait: a third for the end of a request's
 * head, a third for the end of a body, a byte a second; and a third ask for much, and read no
 * answer. Whoever is hung up on comes back.
 */
final class Dawdlers implements AutoCloseable {
  private static final long BYTE_EVERY_MILLIS = 1_000;
  private static final long BACK_AFTER_MILLIS = 100;
  private static final int CONNECTING_AT_ONCE = 64;
  private static final int QUESTIONS = 3;
  private static final int READ_AHEAD_BYTES = 4096;
  private static final Buffer A_BYTE = Buffer.buffer("x");

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(false));
  // What they do not read is to be the server's burden, and not their system's.
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(READ_AHEAD_BYTES));
  private final List<Manner> dawdlers = new ArrayList<>();
  private final int port;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong hungUp = new AtomicLong();
  private volatile boolean leaving;

  /** In which a client is slow. */
  private enum Manner {
    HEAD("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
    BODY("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000\r\n\r\n"),
    READING("GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(QUESTIONS));

    private final String beginning;

    Manner(String beginning) {
      this.beginning = beginning;
    }
  }

  /** So many of them, at a server of this machine; none has come yet. */
  Dawdlers(int clients, int port) {
    this.port = port;
    for (int i = 0; i < clients; i++) {
      dawdlers.add(Manner.values()[i % Manner.values().length]);
    }
  }

  /** They come, one after the other, and stay. */
  void come() {
    for (int i = 0; i < dawdlers.size(); i++) {
      Manner manner = dawdlers.get(i);
      vertx.setTimer(1 + i / CONNECTING_AT_ONCE * 20L, id -> connect(manner));
    }
  }

  /** How many connections they have. */
  int connections() {
    return connections.get();
  }

  /** How often one of them was hung up on. */
  long hungUp() {
    return hungUp.get();
  }

  @Override
  public void close() {
    leaving = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void connect(Manner manner) {
    if (!leaving) {
      client
          .connect(port, "127.0.0.1")
          .onSuccess(socket -> dawdle(socket, manner))
          .onFailure(failure -> comeBack(manner));
    }
  }

  private void dawdle(NetSocket socket, Manner manner) {
    connections.incrementAndGet();
    long timer =
        manner == Manner.READING
            ? -1
            : vertx.setPeriodic(BYTE_EVERY_MILLIS, id -> socket.write(A_BYTE));
    socket.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          connections.decrementAndGet();
          if (!leaving) {
            hungUp.incrementAndGet();
            comeBack(manner);
          }
        });
    if (manner == Manner.READING) {
      socket.pause();
    }
    // What is not written is told by the end of the connection.
    var unused = socket.write(Buffer.buffer(manner.beginning));
  }

  private void comeBack(Manner manner) {
    vertx.setTimer(BACK_AFTER_MILLIS, id -> connect(manner));
  }
}
