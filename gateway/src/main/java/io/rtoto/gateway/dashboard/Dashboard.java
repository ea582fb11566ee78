package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.Messages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The first page, and the stream that keeps it alive. */
public final class Dashboard {
  private static final Messages<CustomerDetail> DETAILS = Messages.of(CustomerDetail.class);

  private final LiveView view;
  private final LiveStream stream;
  private final TopicFollower tail;

  private Dashboard(LiveView view, LiveStream stream, TopicFollower tail) {
    this.view = view;
    this.stream = stream;
    this.tail = tail;
  }

  /**
   * Begins to follow the topics.
   *
   * @param missing says what keeps events from being decided on, a sentence each
   * @param listener who else hears what came of events
   */
  public static Dashboard start(
      Vertx vertx,
      String bootstrapServers,
      InstantSource clock,
      Supplier<Future<List<String>>> missing,
      Listener listener) {
    LiveView view = new LiveView(clock.instant());
    LiveStream stream = new LiveStream(vertx, view, clock, missing);
    return new Dashboard(
        view, stream, LiveTail.start(bootstrapServers, view, listener, stream::offerFrame));
  }

  /** Adds the routes. */
  public void mount(Router router) {
    Pages.mount(router);
    router.get("/v1/live").handler(c -> stream.open(c.request()));
    router
        .get("/v1/live/customers/:customerId")
        .handler(c -> answerCustomer(c.response(), c.pathParam("customerId")));
  }

  /** Stops following, and ends the streams. */
  public Future<Void> close() {
    tail.close();
    return stream.close();
  }

  private void answerCustomer(HttpServerResponse response, String customerId) {
    response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    var unused =
        view.customer(customerId)
            .map(customer -> response.end(Buffer.buffer(DETAILS.write(customer))))
            .orElseGet(
                () ->
                    response
                        .setStatusCode(404)
                        .end("{\"message\":\"Nothing came of this customer lately.\"}"));
  }
}
