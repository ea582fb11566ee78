package io.rtoto.gateway.web;

import io.rtoto.schemas.Messages;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.io.IOException;
import java.util.Optional;

/** Bodies of a few fields: at most 8 KB where no other bound is told, within 10 seconds. */
public final class SmallBody {
  private static final int BODY_BYTES = 8 * 1024;
  private static final int BODY_WITHIN_MILLIS = 10_000;

  private static final String TIMER = "rtoto.body";

  private SmallBody() {}

  /**
   * Lets a route take one, before its handlers are added.
   *
   * @param whose it is, such as {@code a session's}
   */
  public static Route on(Route route, String whose) {
    return on(route, whose, BODY_WITHIN_MILLIS);
  }

  static Route on(Route route, String whose, long withinMillis) {
    return on(route, whose, BODY_BYTES, withinMillis);
  }

  /**
   * Lets a route take one of at most so many bytes.
   *
   * @param whose it is, such as {@code a library's}
   */
  public static Route upTo(int bytes, Route route, String whose) {
    return on(route, whose, bytes, BODY_WITHIN_MILLIS);
  }

  private static Route on(Route route, String whose, int bytes, long withinMillis) {
    return route
        // Vert.x asks for this before a body.
        .handler((PlatformHandler) context -> await(context, withinMillis))
        .handler(BodyHandler.create(false).setBodyLimit(bytes))
        .handler(SmallBody::stopWaiting)
        .failureHandler(context -> refuse(context, whose, bytes));
  }

  /** What the body holds; empty when that is no such message. */
  public static <T> Optional<T> read(RoutingContext context, Messages<T> messages) {
    try {
      return context.body().buffer() == null
          ? Optional.empty()
          : Optional.ofNullable(messages.read(context.body().buffer().getBytes()));
    } catch (IOException notOne) {
      return Optional.empty();
    }
  }

  private static void await(RoutingContext context, long withinMillis) {
    long timer = context.vertx().setTimer(withinMillis, late -> context.fail(408));
    context.put(TIMER, timer);
    context.addEndHandler(ended -> stop(context, timer));
    context.next();
  }

  /** What is done with the body may take longer than it had to come. */
  private static void stopWaiting(RoutingContext context) {
    stop(context, context.<Long>get(TIMER));
    context.next();
  }

  private static void stop(RoutingContext context, long timer) {
    boolean unused = context.vertx().cancelTimer(timer);
  }

  private static void refuse(RoutingContext context, String whose, int bytes) {
    switch (context.statusCode()) {
      case 408 ->
          JsonAnswer.refuse(
              context.response(), 408, "The body did not end within 10 s. Maybe send it again.");
      case 413 ->
          JsonAnswer.refuse(
              context.response(),
              413,
              "The body is longer than " + bytes + " bytes; expected " + whose + ".");
      default -> context.next();
    }
  }
}
