package io.rtoto.gateway.desk;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.desk.ContactRepository.Contact;
import io.rtoto.gateway.desk.ContactRepository.Found;
import io.rtoto.gateway.logins.Caller;
import io.rtoto.gateway.logins.Guard;
import io.rtoto.gateway.logins.Right;
import io.rtoto.gateway.topics.Outbox;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.gateway.web.SmallBody;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.naming.Pseudonyms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent asks about one customer, answered from the contact repository, and the order that
 * two identifiers are not one customer. Who asks about whom is written down before it is answered.
 */
public final class Desk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int USUAL_ENTRIES = 50;
  private static final int MOST_ENTRIES = 200;
  private static final int LONGEST_WHY = 500;
  private static final String AWAY = "The contact repository does not answer. Maybe try again.";

  private static final Messages<Contact> CONTACTS = Messages.of(Contact.class);
  private static final Messages<Timeline> TIMELINES = Messages.of(Timeline.class);
  private static final Messages<FoundCustomers> FOUND = Messages.of(FoundCustomers.class);
  private static final Messages<Search> SEARCHES = Messages.of(Search.class);
  private static final Messages<Cut> CUTS = Messages.of(Cut.class);
  private static final Messages<IdentityCommand> ORDERS = Messages.of(IdentityCommand.class);

  /** Whom somebody looks for. */
  private record Search(@Nullable String text) {}

  private record FoundCustomers(List<Found> customers) {}

  /** Which two identifiers are not one customer, and why. */
  private record Cut(
      @Nullable Identifier identifier, @Nullable Identifier other, @Nullable String why) {}

  private final Vertx vertx;
  private final @Nullable ContactRepository repository;
  private final @Nullable ContactWriter writer;

  private Desk(
      Vertx vertx, @Nullable ContactRepository repository, @Nullable ContactWriter writer) {
    this.vertx = vertx;
    this.repository = repository;
    this.writer = writer;
  }

  /**
   * Opens the contact repository and begins to keep it up with the topics.
   *
   * @param bootstrapServers hosts and ports of the broker
   * @param jdbcUrl where PostgreSQL is; null where there is none: then every question is answered
   *     with 503
   * @param figures where it tells whether the repository keeps up
   * @throws IOException when the database is not there or cannot be migrated; the broker need not
   *     be there yet
   */
  public static Desk open(
      Vertx vertx, String bootstrapServers, @Nullable String jdbcUrl, MeterRegistry figures)
      throws IOException {
    if (jdbcUrl == null) {
      return new Desk(vertx, null, null);
    }
    ContactRepository repository = ContactRepository.open(jdbcUrl);
    ContactWriter writer = ContactWriter.start(bootstrapServers, repository);
    Gauge.builder("rtoto.contacts.written", writer, w -> w.missing().isEmpty() ? 1 : 0)
        .description("1 while the contact repository is written to, 0 while something keeps it")
        .register(figures);
    Gauge.builder("rtoto.contacts.lag", writer, ContactWriter::lag)
        .description("Messages of the topics that the contact repository does not have yet")
        .baseUnit("messages")
        .register(figures);
    FunctionCounter.builder("rtoto.contacts.set.aside", writer, ContactWriter::setAside)
        .description("Messages that the database refused for what is in them")
        .register(figures);
    return new Desk(vertx, repository, writer);
  }

  /** Why the contact repository is not kept up, as a sentence; empty when it is, or none is set. */
  public Optional<String> missing() {
    return writer == null ? Optional.empty() : writer.missing();
  }

  /**
   * Adds the routes.
   *
   * @param audit where it is written down who looks at whom
   * @param pseudonyms hashes names as the job does
   * @param outbox takes the orders
   */
  public void mount(
      Router router,
      Guard guard,
      AuditTrail audit,
      Pseudonyms pseudonyms,
      Outbox outbox,
      InstantSource clock) {
    SmallBody.on(router.post("/v1/customers/search"), "a search's")
        .handler(guard.lets(Right.CUSTOMERS))
        .handler(c -> search(c, audit, pseudonyms));
    router
        .get("/v1/customers/:customerId")
        .handler(guard.lets(Right.CUSTOMERS))
        .handler(c -> open(c, audit));
    router
        .get("/v1/customers/:customerId/timeline")
        .handler(guard.lets(Right.CUSTOMERS))
        .handler(c -> openTimeline(c, audit));
    SmallBody.on(router.post("/v1/customers/:customerId/unmerge"), "a cut's")
        .handler(guard.lets(Right.UNMERGE))
        .handler(c -> unmerge(c, audit, outbox, clock));
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
    if (repository != null) {
      repository.close();
    }
  }

  private void open(RoutingContext context, AuditTrail audit) {
    String customerId = context.pathParam("customerId");
    asked(
        context,
        audit.note(
            Guard.callerOf(context).deed(AuditAction.CUSTOMER_VIEWED, subject(customerId), null)),
        contacts -> contacts.find(customerId),
        found -> answer(context.response(), customerId, found.map(CONTACTS::write)));
  }

  private void openTimeline(RoutingContext context, AuditTrail audit) {
    String customerId = context.pathParam("customerId");
    String before = context.request().getParam("before");
    Optional<Timeline.Place> place =
        before == null ? Optional.of(Timeline.Place.NOW) : Timeline.Place.read(before);
    Optional<Integer> limit = limit(context.request().getParam("limit"));
    if (place.isEmpty() || limit.isEmpty()) {
      JsonAnswer.refuse(
          context.response(),
          400,
          place.isEmpty()
              ? "before is no place in a timeline; expected what an answer told as next."
              : "limit is %s; expected a number from 1 to %d."
                  .formatted(context.request().getParam("limit"), MOST_ENTRIES));
      return;
    }
    asked(
        context,
        audit.note(
            Guard.callerOf(context)
                .deed(AuditAction.CUSTOMER_VIEWED, subject(customerId), "timeline")),
        contacts -> contacts.timeline(customerId, place.get(), limit.get()),
        found -> answer(context.response(), customerId, found.map(TIMELINES::write)));
  }

  private static Optional<Integer> limit(@Nullable String text) {
    if (text == null) {
      return Optional.of(USUAL_ENTRIES);
    }
    return text.matches("[0-9]{1,4}")
        ? Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= MOST_ENTRIES)
        : Optional.empty();
  }

  private void search(RoutingContext context, AuditTrail audit, Pseudonyms pseudonyms) {
    String text = SmallBody.read(context, SEARCHES).map(Search::text).orElse(null);
    if (text == null || text.isBlank()) {
      JsonAnswer.refuse(
          context.response(),
          400,
          "The body is no search; expected JSON such as {\"text\":\"email:anna@shop.example\"}.");
      return;
    }
    Wanted wanted = Wanted.read(text, pseudonyms);
    // What was typed may be a name: nothing of it is written down but the hashes.
    String subject =
        wanted
            .customerId()
            .orElse(wanted.identifiers().isEmpty() ? "" : wanted.identifiers().get(0).key());
    asked(
        context,
        audit.note(Guard.callerOf(context).deed(AuditAction.CUSTOMERS_SEARCHED, subject, null)),
        contacts -> new FoundCustomers(found(contacts, wanted)),
        found -> JsonAnswer.send(context.response(), 200, Buffer.buffer(FOUND.write(found))));
  }

  private static List<Found> found(ContactRepository contacts, Wanted wanted) throws SQLException {
    return wanted.customerId().isPresent()
        ? contacts.find(wanted.customerId().get()).stream()
            .map(contact -> Found.of(contact.snapshot()))
            .toList()
        : contacts.search(wanted.identifiers());
  }

  private void unmerge(
      RoutingContext context, AuditTrail audit, Outbox outbox, InstantSource clock) {
    Cut told = SmallBody.read(context, CUTS).orElse(new Cut(null, null, null));
    Identifier one = told.identifier();
    Identifier other = told.other();
    String why = told.why();
    if (one == null
        || other == null
        || one.equals(other)
        || why == null
        || why.isBlank()
        || why.length() > LONGEST_WHY) {
      JsonAnswer.refuse(
          context.response(),
          400,
          "The body is no cut; expected two identifiers and why, of at most 500 characters: JSON"
              + " such as {\"identifier\":{\"type\":\"userId\",\"hash\":\"...\"},\"other\":{...},"
              + "\"why\":\"sisters share it\"}.");
      return;
    }
    boolean isStronger = one.compareTo(other) < 0;
    Identifier stronger = isStronger ? one : other;
    Identifier weaker = isStronger ? other : one;
    String customerId = context.pathParam("customerId");
    asked(
        context,
        Future.succeededFuture(),
        contacts ->
            contacts.find(customerId).stream()
                .flatMap(contact -> contact.identities().stream())
                .anyMatch(identity -> isLinked(identity, stronger, weaker)),
        isLinked -> {
          if (isLinked) {
            order(
                context,
                audit,
                outbox,
                new LinkCut(
                    weaker, stronger, Guard.callerOf(context).name(), why, clock.instant()));
          } else {
            JsonAnswer.refuse(
                context.response(),
                404,
                "No link is known between %s and %s of %s. Maybe they hang together over others: see"
                        .formatted(stronger.key(), weaker.key(), subject(customerId))
                    + " identities.");
          }
        });
  }

  private static boolean isLinked(Identity identity, Identifier stronger, Identifier weaker) {
    return identity.identifier().key().equals(stronger.key())
        && identity.links().stream().anyMatch(link -> link.other().key().equals(weaker.key()));
  }

  private void order(RoutingContext context, AuditTrail audit, Outbox outbox, LinkCut cut) {
    Caller caller = Guard.callerOf(context);
    audit
        .note(
            caller.deed(
                AuditAction.LINK_CUT,
                subject(context.pathParam("customerId")),
                cut.other().key() + " and " + cut.identifier().key()))
        .compose(
            noted ->
                vertx
                    .executeBlocking(
                        () ->
                            outbox.write(
                                Topic.IDENTITY_COMMANDS,
                                cut.identifier().hash(),
                                ORDERS.write(cut)))
                    .compose(Future::fromCompletionStage))
        .onSuccess(
            ordered ->
                JsonAnswer.send(
                    context.response(),
                    202,
                    Buffer.buffer(new JsonObject().put("ordered", true).encode())))
        .onFailure(
            e ->
                JsonAnswer.refuse(
                    context.response(),
                    503,
                    "It may not be ordered, for the broker does not take it. Maybe try again: what is"
                        + " ordered twice is ordered once."));
  }

  /** What is asked of the repository. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(ContactRepository contacts) throws SQLException;
  }

  /** Asks once it is written down that it is asked. */
  private <T> void asked(
      RoutingContext context, Future<Void> noted, Question<T> question, Consumer<T> then) {
    ContactRepository contacts = repository;
    if (contacts == null) {
      JsonAnswer.refuse(
          context.response(),
          503,
          "This gateway has no contact repository. Maybe set RTOTO_POSTGRES.");
      return;
    }
    Callable<T> work = () -> question.ask(contacts);
    noted
        .onFailure(
            e -> {
              LOG.warn("A question is not answered: {}", e.getMessage());
              JsonAnswer.refuse(
                  context.response(),
                  503,
                  "It cannot be written down who asks, so it is not answered. Maybe Kafka is away;"
                      + " try again.");
            })
        .onSuccess(
            written ->
                vertx
                    .executeBlocking(work, false)
                    .onSuccess(then::accept)
                    .onFailure(
                        e -> {
                          LOG.warn("The contact repository does not answer: {}", e.toString());
                          JsonAnswer.refuse(context.response(), 503, AWAY);
                        }));
  }

  private static void answer(
      HttpServerResponse response, String customerId, Optional<byte[]> found) {
    if (found.isEmpty()) {
      JsonAnswer.refuse(response, 404, notFound(customerId));
    } else {
      JsonAnswer.send(response, 200, Buffer.buffer(found.get()));
    }
  }

  /** What is no customer's id may be a name: then it is written down nowhere. */
  private static String subject(String customerId) {
    return customerId.matches("c[0-9a-f]{20}") ? customerId : "no id of a customer";
  }

  private static String notFound(String customerId) {
    return customerId.contains(":")
        ? ("%s is one of the identifiers that a customer goes by; expected the customer's own id,"
                + " which begins with c and has 21 characters. Maybe ./rtoto identity show %s tells"
                + " it; the live page does of whoever came lately.")
            .formatted(customerId, customerId)
        : ("No customer has the id %s. Maybe they were erased, or it is cut short: it begins with c"
                + " and has 21 characters.")
            .formatted(customerId);
  }
}
