package io.rtoto.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Browsers that each have one stream open, and open it again when it ends, as a page does: after a
 * while that grows and that chance has a hand in, with the number of the last offer.
 */
final class Crowd implements AutoCloseable {
  private static final int FIRST_WAIT_MILLIS = 1_000;
  private static final int LONGEST_WAIT_MILLIS = 16_000;
  private static final int CONNECTING_AT_ONCE = 64;
  private static final Pattern MESSAGE =
      Pattern.compile("id: (\\d+)\nevent: offer\ndata: .*?\"decisionId\":\"([0-9a-f]{32})\".*\n\n");
  private static final String END = "\n\n";

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(false));
  private final HttpClientAgent client;
  private final List<Browser> browsers = new ArrayList<>();
  private final Map<String, Long> firstArrivals = new ConcurrentHashMap<>();
  private final AtomicInteger repeats = new AtomicInteger();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile boolean leaving;

  /** Browsers of that gateway, whose streams are all closed yet. */
  Crowd(int size, int port) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
            new PoolOptions().setHttp1MaxSize(size + CONNECTING_AT_ONCE).setMaxWaitQueueSize(-1));
    for (int i = 0; i < size; i++) {
      browsers.add(new Browser(name(i)));
    }
  }

  /** The anonymousId of one of them. */
  static String name(int browser) {
    return "browser-" + browser;
  }

  /** Opens all streams, so many that one does not wait for the other; they stay open. */
  void open() {
    for (int i = 0; i < browsers.size(); i++) {
      Browser browser = browsers.get(i);
      // Like people, they do not come all in the same moment.
      vertx.setTimer(1 + i / CONNECTING_AT_ONCE * 20L, id -> browser.open());
    }
  }

  /** How many streams are open. */
  int streams() {
    return streams.get();
  }

  /**
   * When a decision came to its browser first, by {@code System.nanoTime}; none when it did not.
   */
  Map<String, Long> firstArrivals() {
    return firstArrivals;
  }

  /** How often something came to a browser that had it. */
  int repeats() {
    return repeats.get();
  }

  @Override
  public void close() {
    leaving = true;
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private final class Browser {
    private final String anonymousId;
    private StringBuilder unread = new StringBuilder(0);
    private String lastId = "0";
    private int tries;

    Browser(String anonymousId) {
      this.anonymousId = anonymousId;
    }

    void open() {
      if (leaving) {
        return;
      }
      client
          .request(HttpMethod.POST, "/v1/session")
          .compose(
              request ->
                  request
                      .putHeader("X-Write-Key", "demo")
                      .send(new JsonObject().put("anonymousId", anonymousId).toBuffer()))
          .compose(HttpClientResponse::body)
          .compose(
              session ->
                  client.request(
                      new RequestOptions()
                          .setURI("/v1/offers?lastEventId=" + lastId)
                          .putHeader(
                              "Authorization",
                              "Bearer " + new JsonObject(session).getString("token"))))
          .compose(request -> request.send())
          .onSuccess(this::read)
          .onFailure(failure -> comeBack());
    }

    private void read(HttpClientResponse stream) {
      if (stream.statusCode() != 200) {
        comeBack();
        return;
      }
      tries = 0;
      streams.incrementAndGet();
      stream.handler(this::take);
      stream.endHandler(end -> lose());
      stream.exceptionHandler(failure -> lose());
    }

    private void lose() {
      streams.decrementAndGet();
      unread = new StringBuilder(0);
      comeBack();
    }

    private void comeBack() {
      int longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(tries, 10));
      tries++;
      int wait = Math.floorMod(Arrays.hashCode(new Object[] {anonymousId, tries}), longest);
      vertx.setTimer(1L + wait, id -> open());
    }

    private void take(Buffer bytes) {
      unread.append(bytes.toString());
      for (int end = unread.indexOf(END); end >= 0; end = unread.indexOf(END)) {
        Matcher message = MESSAGE.matcher(unread.substring(0, end + END.length()));
        if (message.matches()) {
          lastId = message.group(1);
          if (firstArrivals.putIfAbsent(message.group(2), System.nanoTime()) != null) {
            repeats.incrementAndGet();
          }
        }
        unread.delete(0, end + END.length());
      }
      unread.trimToSize();
    }
  }
}
