package io.rtoto.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Those who send requests, each its next one when it has the answer. */
final class Senders implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final int connections;

  /** So many of them. */
  Senders(int connections) {
    this.connections = connections;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /**
   * Sends requests to one path, and returns when all are answered.
   *
   * @param requests how many
   * @param body of a request, by its number from 0
   * @return how long each took, in milliseconds
   * @throws IOException when one is answered with anything but 200
   */
  List<Double> send(int port, String path, String writeKey, int requests, IntFunction<byte[]> body)
      throws IOException {
    Run run = new Run(number -> send(port, path, writeKey, body.apply(number)), requests);
    for (int i = 0; i < connections; i++) {
      run.next();
    }
    try {
      run.done.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while requests were sent.");
    }
    return run.millis;
  }

  /**
   * Sends one request.
   *
   * @return done when it is answered with 200; failed when it is answered otherwise, or not
   */
  Future<?> send(int port, String path, String writeKey, byte[] body) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Write-Key", writeKey))
        .compose(request -> request.send(Buffer.buffer(body)))
        .compose(response -> response.body().map(text -> checked(response, text)));
  }

  private static HttpClientResponse checked(HttpClientResponse response, Buffer text) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "A request was answered with " + response.statusCode() + ": " + text);
    }
    return response;
  }

  private static final class Run {
    private final IntFunction<Future<?>> sender;
    private final int requests;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Run(IntFunction<Future<?>> sender, int requests) {
      this.sender = sender;
      this.requests = requests;
    }

    void next() {
      int number = begun.getAndIncrement();
      if (number >= requests || done.isCompletedExceptionally()) {
        return;
      }
      long sentAt = System.nanoTime();
      sender
          .apply(number)
          .onSuccess(
              ok -> {
                millis.add((System.nanoTime() - sentAt) / NANOS_PER_MILLI);
                if (answered.incrementAndGet() == requests) {
                  done.complete(null);
                }
                next();
              })
          .onFailure(done::completeExceptionally);
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close();
  }
}
