package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.scorecards.Scorecard;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was measured, to be asked for and to be followed. */
final class Measurements {
  private static final int MINUTES_UNLESS_ASKED = 60;
  private static final Messages<MinutesAnswer> MINUTES = Messages.of(MinutesAnswer.class);
  private static final Messages<ScorecardsAnswer> SCORECARDS = Messages.of(ScorecardsAnswer.class);

  private final InstantSource clock;
  private final MeasuredView view;
  private final LiveStream<MeasuredFrame> stream;
  private final TopicFollower tail;

  private Measurements(
      InstantSource clock,
      MeasuredView view,
      LiveStream<MeasuredFrame> stream,
      TopicFollower tail) {
    this.clock = clock;
    this.view = view;
    this.stream = stream;
    this.tail = tail;
  }

  /**
   * Begins to follow the topics.
   *
   * @param missing says what keeps events from being decided on, a sentence each
   */
  static Measurements start(
      Vertx vertx,
      String bootstrapServers,
      InstantSource clock,
      Supplier<Future<List<String>>> missing) {
    MeasuredView view = new MeasuredView();
    LiveStream<MeasuredFrame> stream =
        new LiveStream<>(vertx, MeasuredFrame.class, view, clock, missing);
    return new Measurements(
        clock, view, stream, MeasuredTail.start(bootstrapServers, view, clock, stream::offerFrame));
  }

  /** Adds the routes. */
  void mount(Router router, Guard guard) {
    Handler<RoutingContext> watchers = guard.lets(Right.WATCH);
    router.get("/v1/figures").handler(watchers).handler(this::answerFigures);
    router.get("/v1/scorecards").handler(watchers).handler(this::answerScorecards);
    router
        .get("/v1/measured")
        .handler(watchers)
        .handler(c -> stream.open(c.request(), guard.stillLets(Right.WATCH, c.request())));
  }

  /** Stops following, and ends the streams. */
  Future<Void> close() {
    tail.close();
    return stream.close();
  }

  private void answerFigures(RoutingContext context) {
    String asked = context.request().getParam("minutes");
    OptionalInt minutes =
        asked == null ? OptionalInt.of(MINUTES_UNLESS_ASKED) : numberOfMinutes(asked);
    if (minutes.isEmpty()) {
      JsonAnswer.refuse(
          context.response(),
          400,
          "minutes is %s; expected a number from 1 to %d."
              .formatted(asked, MeasuredView.MINUTES_KNOWN));
      return;
    }
    JsonAnswer.send(
        context.response(),
        200,
        Buffer.buffer(
            MINUTES.write(new MinutesAnswer(clock.instant(), view.minutes(minutes.getAsInt())))));
  }

  private void answerScorecards(RoutingContext context) {
    String rule = context.request().getParam("rule");
    JsonAnswer.send(
        context.response(),
        200,
        Buffer.buffer(
            SCORECARDS.write(
                new ScorecardsAnswer(
                    clock.instant(),
                    view.scorecards().stream().filter(card -> isOf(card, rule)).toList(),
                    view.asked()))));
  }

  private static boolean isOf(Scorecard card, @Nullable String rule) {
    return rule == null || card.rule().equals(rule);
  }

  private static OptionalInt numberOfMinutes(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      return OptionalInt.empty();
    }
    int minutes = Integer.parseInt(text);
    return minutes <= MeasuredView.MINUTES_KNOWN ? OptionalInt.of(minutes) : OptionalInt.empty();
  }

  private record MinutesAnswer(Instant asOf, List<Figures> figures) {}

  private record ScorecardsAnswer(
      Instant asOf, List<Scorecard> scorecards, List<AskedRules> asked) {}
}
