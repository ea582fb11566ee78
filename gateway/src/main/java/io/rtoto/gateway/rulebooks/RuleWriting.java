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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets authors check, try and publish what they write. The work is done on threads of its own, two
 * at a time; a few more wait for them, and whoever comes then is told to come again. Who publishes,
 * approves or takes back is written down before it is done.
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

  private static final int THREADS = 2;
  private static final int MOST_ASKED = 8;
  private static final String COME_AGAIN_SECONDS = "10";
  private static final int LONGEST_MINUTES = 5;
  private static final String LIBRARY = "{\"files\":{\"retail/first_order/welcome.drl\":\"...\"}}";
  private static final String VERSION = "{\"version\":\"4be1a90c77d2\"}";
  private static final Messages<Refusal> REFUSALS = Messages.of(Refusal.class);

  /** As every refusal, with what is wrong with a library. */
  private record Refusal(
      boolean success, String message, List<Problem> problems, List<TriedCase> cases) {}

  private final @Nullable RuleWorkshop workshop;
  private final RuleVersions versions;
  private final WorkerExecutor worker;
  private int asked;

  RuleWriting(Vertx vertx, @Nullable RuleWorkshop workshop, RuleVersions versions) {
    this.workshop = workshop;
    this.versions = versions;
    worker =
        vertx.createSharedWorkerExecutor("rtoto-rules", THREADS, LONGEST_MINUTES, TimeUnit.MINUTES);
  }

  /** Whether anything can be written here. */
  boolean isOpen() {
    return workshop != null;
  }

  /** Adds the routes. */
  void mount(Router router, Guard guard, AuditTrail audit) {
    Handler<RoutingContext> authors = guard.lets(Right.PUBLISH_RULES);
    add(router, "check", authors, audit, Order.Check.class, LIBRARY);
    add(router, "test", authors, audit, Order.Test.class, LIBRARY);
    add(
        router,
        "diff",
        authors,
        audit,
        Order.Diff.class,
        "{\"from\":\"4be1a90c77d2\",\"to\":\"19fe03aa5c81\"}, or files for to");
    add(
        router,
        "publish",
        authors,
        audit,
        Order.Publish.class,
        "{\"files\":{...},\"parent\":\"4be1a90c77d2\",\"why\":\"...\",\"shadow\":false}, with a"
            + " reason of at most "
            + Order.LONGEST_WHY
            + " characters");
    add(router, "approve", guard.lets(Right.APPROVE_RULES), audit, Order.Approve.class, VERSION);
    add(router, "promote", authors, audit, Order.Promote.class, VERSION);
    add(router, "drop", authors, audit, Order.Drop.class, VERSION);
    add(
        router,
        "rollback",
        authors,
        audit,
        Order.RollBack.class,
        "{\"number\":7,\"why\":\"too many offers\"}");
  }

  @Override
  public void close() {
    var unused = worker.close();
  }

  private void add(
      Router router,
      String verb,
      Handler<RoutingContext> guard,
      AuditTrail audit,
      Class<? extends Order> type,
      String expected) {
    // Before the body: a large one is taken of those alone who may send it.
    Route route = router.post("/v1/rules/" + verb).handler((PlatformHandler) guard::handle);
    Messages<? extends Order> bodies = Messages.of(type);
    var unused =
        SmallBody.upTo(BODY_BYTES, route, "a library's")
            .handler(context -> take(context, audit, bodies, expected));
  }

  private void take(
      RoutingContext context, AuditTrail audit, Messages<? extends Order> bodies, String expected) {
    RuleWorkshop open = workshop;
    if (open == null) {
      JsonAnswer.refuse(context.response(), 503, READS_ONLY);
      return;
    }
    if (asked >= MOST_ASKED) {
      context.response().putHeader("Retry-After", COME_AGAIN_SECONDS);
      JsonAnswer.refuse(
          context.response(),
          429,
          "%d orders of rules are being carried out or wait; expected fewer. Maybe try again in %s s."
              .formatted(asked, COME_AGAIN_SECONDS));
      return;
    }
    asked++;
    LongAnswer.await(context);
    Caller caller = Guard.callerOf(context);
    Person by = new Person(caller.name(), caller.rights().contains(Right.APPROVE_RULES));
    Buffer body = context.body().buffer();
    worker
        .executeBlocking(() -> read(body, bodies, expected), false)
        .compose(order -> noted(order, caller, audit))
        .compose(order -> worker.executeBlocking(() -> order.carryOut(open, versions, by), false))
        .onComplete(done -> asked--)
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
