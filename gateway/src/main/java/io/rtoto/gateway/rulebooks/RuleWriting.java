package io.rtoto.gateway.rulebooks;

import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.logins.Caller;
import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Person;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Problem;
import io.rtoto.gateway.rulebooks.RuleWorkshop.TriedCase;
import io.rtoto.gateway.rulebooks.WorkshopRefusal.Reason;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.gateway.web.LongAnswer;
import io.rtoto.gateway.web.SmallBody;
import io.rtoto.schemas.Messages;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets authors check, try and publish what they write. The work is done on threads of its own: two
 * for what is tried and published, one for what approves, promotes and takes back, so that nobody
 * who must act waits for those who try. A few more wait for them, and whoever comes then is told to
 * come again. Who publishes, approves or takes back is written down before it is done.
 *
 * <p>Only for the event loop, of which there is one.
 */
final class RuleWriting implements AutoCloseable {
  /** Why a rule desk only reads. */
  static final String READS_ONLY =
      "This gateway was started without what compiles and tries rules, so its rule desk only reads."
          + " Maybe start it by ./rtoto gateway, or publish by ./rtoto rules publish.";

  private static final Logger LOG = LoggerFactory.getLogger(RuleWriting.class);

  /** Many times what a library of a hundred rules takes. */
  private static final int BODY_BYTES = 8 << 20;

  /** To try what is written takes processors. */
  private static final int TRYING = 2;

  /** What changes what is in force is done one after the other, and waits for nobody who tries. */
  private static final int DECIDING = 1;

  private static final int MOST_ASKED = 8;
  private static final String COME_AGAIN_SECONDS = "10";
  private static final int LONGEST_MINUTES = 5;
  private static final String LIBRARY = "{\"files\":{\"retail/first_order/welcome.drl\":\"...\"}}";
  private static final String VERSION = "{\"version\":\"4be1a90c77d2\"}";
  private static final String WITH_A_REASON =
      "with a reason of at most " + Order.LONGEST_WHY + " characters in one line";
  private static final String SHUT_OUT =
      "Your login is over, or may not do this any more; nothing was done. Maybe log in again.";
  private static final Messages<Refusal> REFUSALS = Messages.of(Refusal.class);

  /** As every refusal, with what is wrong with a library. */
  private record Refusal(
      boolean success, String message, List<Problem> problems, List<TriedCase> cases) {}

  private final @Nullable RuleWorkshop workshop;
  private final RuleVersions versions;
  private final Lane trying;
  private final Lane deciding;

  /** Threads, and how many orders they carry out or are yet to. */
  private static final class Lane {
    private final WorkerExecutor worker;
    private int asked;

    Lane(Vertx vertx, String name, int threads) {
      worker = vertx.createSharedWorkerExecutor(name, threads, LONGEST_MINUTES, TimeUnit.MINUTES);
    }

    void close() {
      var unused = worker.close();
    }
  }

  RuleWriting(Vertx vertx, @Nullable RuleWorkshop workshop, RuleVersions versions) {
    this.workshop = workshop;
    this.versions = versions;
    trying = new Lane(vertx, "rtoto-rules-tried", TRYING);
    deciding = new Lane(vertx, "rtoto-rules-decided", DECIDING);
  }

  /** Whether anything can be written here. */
  boolean isOpen() {
    return workshop != null;
  }

  /** Adds the routes. */
  void mount(Router router, Guard guard, AuditTrail audit) {
    Desk desk = new Desk(router, guard, audit);
    add(desk, "check", Right.PUBLISH_RULES, trying, Order.Check.class, LIBRARY);
    add(desk, "test", Right.PUBLISH_RULES, trying, Order.Test.class, LIBRARY);
    add(
        desk,
        "diff",
        Right.PUBLISH_RULES,
        trying,
        Order.Diff.class,
        "{\"from\":\"4be1a90c77d2\",\"to\":\"19fe03aa5c81\"}, or files for to");
    add(
        desk,
        "publish",
        Right.PUBLISH_RULES,
        trying,
        Order.Publish.class,
        "{\"files\":{...},\"parent\":\"4be1a90c77d2\",\"why\":\"...\",\"shadow\":false}, "
            + WITH_A_REASON);
    add(desk, "approve", Right.APPROVE_RULES, deciding, Order.Approve.class, VERSION);
    add(desk, "promote", Right.PUBLISH_RULES, deciding, Order.Promote.class, VERSION);
    add(desk, "drop", Right.PUBLISH_RULES, deciding, Order.Drop.class, VERSION);
    add(
        desk,
        "rollback",
        Right.PUBLISH_RULES,
        deciding,
        Order.RollBack.class,
        "{\"number\":7,\"why\":\"too many offers\"}, " + WITH_A_REASON);
  }

  @Override
  public void close() {
    trying.close();
    deciding.close();
  }

  /** Where orders come in, who lets them, and where they are written down. */
  private record Desk(Router router, Guard guard, AuditTrail audit) {}

  private void add(
      Desk desk,
      String verb,
      Right right,
      Lane lane,
      Class<? extends Order> type,
      String expected) {
    // Before the body: a large one is taken of those alone who may send it.
    Handler<RoutingContext> guard = desk.guard.lets(right);
    Route route = desk.router.post("/v1/rules/" + verb).handler((PlatformHandler) guard::handle);
    Messages<? extends Order> bodies = Messages.of(type);
    var unused =
        SmallBody.upTo(BODY_BYTES, route, "a library's")
            .handler(
                context ->
                    take(
                        context,
                        lane,
                        desk.audit,
                        desk.guard.stillLets(right, context.request()),
                        body -> read(body, bodies, expected)));
  }

  /** What a body orders. */
  @FunctionalInterface
  private interface Reading {
    Order of(@Nullable Buffer body) throws WorkshopRefusal;
  }

  private void take(
      RoutingContext context,
      Lane lane,
      AuditTrail audit,
      BooleanSupplier stillMay,
      Reading reading) {
    RuleWorkshop open = workshop;
    if (open == null) {
      JsonAnswer.refuse(context.response(), 503, READS_ONLY);
      return;
    }
    if (lane.asked >= MOST_ASKED) {
      context.response().putHeader("Retry-After", COME_AGAIN_SECONDS);
      JsonAnswer.refuse(
          context.response(),
          429,
          "%d orders of rules are being carried out or wait; expected fewer. Maybe try again in %s s."
              .formatted(lane.asked, COME_AGAIN_SECONDS));
      return;
    }
    lane.asked++;
    LongAnswer.await(context);
    Caller caller = Guard.callerOf(context);
    Person by = new Person(caller.name(), caller.rights().contains(Right.APPROVE_RULES));
    Buffer body = context.body().buffer();
    lane.worker
        .executeBlocking(() -> reading.of(body), false)
        .compose(order -> noted(order, caller, audit))
        .compose(
            order ->
                // It may have waited long.
                stillMay.getAsBoolean()
                    ? lane.worker.executeBlocking(() -> order.carryOut(open, versions, by), false)
                    : Future.failedFuture(new WorkshopRefusal(Reason.SHUT_OUT, SHUT_OUT)))
        .onComplete(done -> lane.asked--)
        .onSuccess(json -> JsonAnswer.send(context.response(), 200, Buffer.buffer(json)))
        .onFailure(e -> refuse(context, e));
  }

  private static Order read(
      @Nullable Buffer body, Messages<? extends Order> bodies, String expected)
      throws WorkshopRefusal {
    try {
      if (body != null) {
        return bodies.read(body.getBytes());
      }
    } catch (IOException notOne) {
      LOG.debug("The body is no order.", notOne);
    }
    throw new WorkshopRefusal(
        Reason.MEANINGLESS, "The body is no order; expected JSON such as " + expected + ".");
  }

  private static Future<Order> noted(Order order, Caller caller, AuditTrail audit) {
    return order
        .deed(caller)
        .map(audit::note)
        .orElseGet(Future::succeededFuture)
        .map(written -> order);
  }

  private static void refuse(RoutingContext context, Throwable e) {
    if (e instanceof WorkshopRefusal refusal) {
      JsonAnswer.send(
          context.response(),
          refusal.reason().status(),
          Buffer.buffer(
              REFUSALS.write(
                  new Refusal(false, refusal.sentence(), refusal.problems(), refusal.failed()))));
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      LOG.warn("An order of rules was not carried out.", e);
      JsonAnswer.refuse(context.response(), 503, String.valueOf(e.getMessage()));
    } else {
      context.fail(e);
    }
  }
}
