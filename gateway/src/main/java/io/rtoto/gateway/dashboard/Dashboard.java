package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
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

/** The pages, and the streams that keep them alive. */
public final class Dashboard {
  private static final Messages<CustomerDetail> DETAILS = Messages.of(CustomerDetail.class);

  private final LiveView view;
  private final LiveStream<Frame> stream;
  private final TopicFollower tail;
  private final Measurements measurements;

  private Dashboard(
      LiveView view, LiveStream<Frame> stream, TopicFollower tail, Measurements measurements) {
    this.view = view;
    this.stream = stream;
    this.tail = tail;
    this.measurements = measurements;
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
    LiveStream<Frame> stream = new LiveStream<>(vertx, Frame.class, view, clock, missing);
    return new Dashboard(
        view,
        stream,
        LiveTail.start(bootstrapServers, view, listener, stream::offerFrame),
        Measurements.start(vertx, bootstrapServers, clock, missing));
  }

  /** Adds the routes. */
  public void mount(Router router, Guard guard) {
    Pages.mount(router);
    measurements.mount(router, guard);
    router
        .get("/v1/live")
        .handler(guard.lets(Right.WATCH))
        .handler(c -> stream.open(c.request(), guard.stillLets(Right.WATCH, c.request())));
    router
        .get("/v1/live/customers/:customerId")
        .handler(guard.lets(Right.CUSTOMERS))
        .handler(c -> answerCustomer(c.response(), c.pathParam("customerId")));
  }

  /** Stops following, and ends the streams. */
  public Future<Void> close() {
    tail.close();
    return Future.join(stream.close(), measurements.close()).mapEmpty();
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
