package io.rtoto.gateway.rulebooks;

import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.schemas.Messages;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Answers what is written in the rules, and what they were before. */
public final class RuleDesk implements AutoCloseable {
  private static final Messages<RuleVersion> VERSIONS = Messages.of(RuleVersion.class);
  private static final Messages<History> HISTORIES = Messages.of(History.class);

  /** What was published, the newest first. */
  private record History(List<RuleVersion.Published> versions) {}

  private final RuleVersions versions;
  private final TopicFollower tail;

  private RuleDesk(RuleVersions versions, TopicFollower tail) {
    this.versions = versions;
    this.tail = tail;
  }

  /** Begins to follow the rules that are published; the broker need not be there yet. */
  public static RuleDesk start(String bootstrapServers) {
    RuleVersions versions = new RuleVersions();
    return new RuleDesk(versions, RuleTail.start(bootstrapServers, versions));
  }

  /** Adds the routes. */
  public void mount(Router router, Guard guard) {
    Handler<RoutingContext> authors = guard.lets(Right.RULES);
    router
        .get("/v1/rules")
        .handler(authors)
        .handler(
            c ->
                answer(
                    c.response(),
                    versions.newest(),
                    "No rules were published on this broker yet. Maybe: rtoto rules publish."));
    router
        .get("/v1/rules/history")
        .handler(authors)
        .handler(
            c ->
                JsonAnswer.send(
                    c.response(),
                    200,
                    Buffer.buffer(HISTORIES.write(new History(versions.history())))));
    router
        .get("/v1/rules/:version")
        .handler(authors)
        .handler(
            c ->
                answer(
                    c.response(),
                    versions.find(c.pathParam("version")),
                    "No version of the newest 50 is %s. Maybe see /v1/rules/history."
                        .formatted(c.pathParam("version"))));
  }

  /** Stops following, within three seconds. */
  @Override
  public void close() {
    tail.close();
  }

  private static void answer(
      HttpServerResponse response, Optional<RuleVersion> version, String otherwise) {
    version.ifPresentOrElse(
        found -> JsonAnswer.send(response, 200, Buffer.buffer(VERSIONS.write(found))),
        () -> JsonAnswer.refuse(response, 404, otherwise));
  }
}
