package io.rtoto.gateway.desk;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rtoto.schemas.Messages;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent asks about one customer, answered from the contact repository. */
public final class Desk implements AutoCloseable {
  private static final Messages<ContactRepository.Contact> CONTACTS =
      Messages.of(ContactRepository.Contact.class);

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

  /** Adds the routes. */
  public void mount(Router router) {
    router
        .get("/v1/customers/:customerId")
        .handler(c -> answer(c.response(), c.pathParam("customerId")));
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

  private void answer(HttpServerResponse response, String customerId) {
    response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    ContactRepository contacts = repository;
    if (contacts == null) {
      refuse(response, 503, "This gateway has no contact repository. Maybe set RTOTO_POSTGRES.");
      return;
    }
    vertx
        .executeBlocking(() -> contacts.find(customerId), false)
        .onSuccess(found -> answer(response, customerId, found))
        .onFailure(
            e -> refuse(response, 503, "The contact repository does not answer. Maybe try again."));
  }

  private static void answer(
      HttpServerResponse response, String customerId, Optional<ContactRepository.Contact> contact) {
    if (contact.isEmpty()) {
      refuse(response, 404, notFound(customerId));
    } else {
      var unused = response.end(Buffer.buffer(CONTACTS.write(contact.get())));
    }
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

  private static void refuse(HttpServerResponse response, int status, String message) {
    var unused =
        response.setStatusCode(status).end(new JsonObject().put("message", message).encode());
  }
}
