package io.rtoto.gateway.rulebooks;

import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.rulebooks.RuleVersion.Standing;
import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.schemas.Messages;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is written in the rules, and what they were before; and lets authors write where
 * there is a workshop.
 */
public final class RuleDesk implements AutoCloseable {
  private static final Messages<RuleVersion> VERSIONS = Messages.of(RuleVersion.class);
  private static final Messages<History> HISTORIES = Messages.of(History.class);
  private static final Messages<Desk> DESKS = Messages.of(Desk.class);

  /** What was published, the newest first. */
  private record History(List<RuleVersion.Published> versions) {}

  /** Whether it writes, why not, and what is in force, rehearsed and waiting. */
  private record Desk(
      boolean writes,
      @Nullable String why,
      @Nullable Standing inForce,
      @Nullable Standing shadow,
      @Nullable Standing proposed) {}

  private final RuleVersions versions;
  private final TopicFollower tail;
  private final RuleWriting writing;

  private RuleDesk(RuleVersions versions, TopicFollower tail, RuleWriting writing) {
    this.versions = versions;
    this.tail = tail;
    this.writing = writing;
  }

  /**
   * Begins to follow the rules that are published; the broker need not be there yet.
   *
   * @param workshop what rules are written by; null where they are only read
   */
  public static RuleDesk start(
      Vertx vertx, String bootstrapServers, @Nullable RuleWorkshop workshop) {
    RuleVersions versions = new RuleVersions();
    return new RuleDesk(
        versions,
        RuleTail.start(bootstrapServers, versions),
        new RuleWriting(vertx, workshop, versions));
  }

  /**
   * Adds the routes.
   *
   * @param audit where it is written down who publishes
   */
  public void mount(Router router, Guard guard, AuditTrail audit) {
    Handler<RoutingContext> authors = guard.lets(Right.RULES);
    writing.mount(router, guard, audit);
    router
        .get("/v1/rules/desk")
        .handler(authors)
        .handler(c -> JsonAnswer.send(c.response(), 200, Buffer.buffer(DESKS.write(desk()))));
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
                    RuleVersions.notFound(c.pathParam("version"))));
  }

  /** Stops following, within three seconds. */
  @Override
  public void close() {
    writing.close();
    tail.close();
  }

  private Desk desk() {
    return new Desk(
        writing.isOpen(),
        writing.isOpen() ? null : RuleWriting.READS_ONLY,
        versions.newest().map(RuleVersion::standing).orElse(null),
        versions.rehearsed().map(RuleVersion::standing).orElse(null),
        versions.proposed().map(RuleVersion::standing).orElse(null));
  }

  private static void answer(
      HttpServerResponse response, Optional<RuleVersion> version, String otherwise) {
    version.ifPresentOrElse(
        found -> JsonAnswer.send(response, 200, Buffer.buffer(VERSIONS.write(found))),
        () -> JsonAnswer.refuse(response, 404, otherwise));
  }
}
