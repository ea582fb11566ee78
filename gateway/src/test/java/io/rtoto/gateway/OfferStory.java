package io.rtoto.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Sha256;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.naming.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes what the job writes: who is who, and what is decided for whom. */
final class OfferStory implements AutoCloseable {
  private final Pseudonyms pseudonyms = new Pseudonyms("rtoto-local");
  private final KafkaProducer<String, byte[]> job;

  OfferStory(Broker broker) {
    job = broker.producer();
  }

  Identifier browser(String anonymousId) {
    return pseudonyms.identifier(IdentifierType.ANONYMOUS_ID, anonymousId);
  }

  /** Who a browser is as long as it is alone. */
  String visitor(String anonymousId) {
    return pseudonyms.customerId(browser(anonymousId));
  }

  /** Whose account that is. */
  String account(String userId) {
    return pseudonyms.customerId(pseudonyms.identifier(IdentifierType.USER_ID, userId));
  }

  /** An id as decisions have it, of a name that the test has for it. */
  static String decision(String name) {
    return HexFormat.of().formatHex(Sha256.of(name), 0, 16);
  }

  OfferStory offers(String customer, String name) throws Exception {
    return decides(customer, name, DecisionKind.OFFER, Channel.WEB, Duration.ofDays(1), "A text.");
  }

  OfferStory recommends(String customer, String name) throws Exception {
    return decides(
        customer, name, DecisionKind.RECOMMENDATION, Channel.WEB, Duration.ofMinutes(5), null);
  }

  OfferStory decides(
      String customer,
      String name,
      DecisionKind kind,
      @Nullable Channel channel,
      Duration valid,
      @Nullable String text)
      throws Exception {
    Instant now = Instant.now();
    boolean shown = kind == DecisionKind.RECOMMENDATION;
    Decision decision =
        new Decision(
            decision(name),
            kind,
            customer,
            "CartAbandoned",
            "e1",
            shown ? "recommendation" : "offer",
            "retail.rule",
            "v1",
            null,
            now,
            now.plus(valid),
            name,
            null,
            null,
            shown ? List.of("tea-1") : List.of(),
            Map.of("alivePercent", "12"),
            List.of(),
            Purpose.MARKETING,
            channel,
            text,
            shown
                ? List.of(new Recommended("tea-1", "viewed-together", "cup-1", 1, 1, null, null))
                : null,
            Arm.TREATED,
            0.9);
    return write(Topic.DECISIONS, customer, Messages.of(Decision.class).write(decision));
  }

  OfferStory sells(String productId, String name) throws Exception {
    CatalogEntry entry =
        new CatalogEntry(
            productId, Map.of("en", name), "tea", new Money(1250, "EUR"), null, List.of());
    return write(Topic.CATALOG, productId, Messages.of(CatalogEntry.class).write(entry));
  }

  /** An identifier is of that customer now. */
  OfferStory identifies(Identifier identifier, String customer) throws Exception {
    Identity identity = new Identity(identifier, customer, true, List.of(), List.of());
    return write(Topic.IDENTITIES, identifier.key(), Messages.of(Identity.class).write(identity));
  }

  OfferStory replaces(String customer, String by) throws Exception {
    return remembers(new CustomerReplaced(customer, by));
  }

  /** A customer is known by that name. */
  OfferStory knows(String customer, Identifier best) throws Exception {
    Instant now = Instant.now();
    return remembers(
        new CustomerSnapshot(
            customer,
            List.of(best),
            1,
            0,
            0,
            null,
            null,
            null,
            now,
            now,
            null,
            null,
            null,
            null,
            List.of(),
            0,
            List.of(),
            List.of(),
            CustomerSnapshot.Affinities.NONE,
            List.of()));
  }

  OfferStory erases(String customer) throws Exception {
    job.send(new ProducerRecord<>(Topic.CUSTOMERS.topicName(), customer, null)).get();
    return this;
  }

  /** A page tells what became of an offer. */
  OfferStory tells(String event, String name) throws Exception {
    return tells(event, name, "a-browser");
  }

  /** A page of that browser tells what became of an offer. */
  OfferStory tells(String event, String name, String anonymousId) throws Exception {
    return tells(told(event, name, anonymousId));
  }

  /** A call comes in. */
  OfferStory tells(ObjectNode call) throws Exception {
    return write(
        Topic.INTERACTIONS,
        call.path("anonymousId").asText(),
        call.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What a page of that browser tells, as the gateway stores it. */
  static ObjectNode told(String event, String name, String anonymousId) {
    ObjectNode call =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "track")
            .put("event", event)
            .put("messageId", decision(name) + ":" + event)
            .put("anonymousId", anonymousId)
            .put("receivedAt", Instant.now().toString())
            .put("keyKind", "browser")
            .put("proven", false);
    call.putObject("properties").put("decisionId", decision(name)).put("slot", "offer");
    return call;
  }

  private OfferStory remembers(CustomerState state) throws Exception {
    return write(
        Topic.CUSTOMERS, state.customerId(), Messages.of(CustomerState.class).write(state));
  }

  OfferStory write(Topic topic, String key, byte[] value) throws Exception {
    job.send(new ProducerRecord<>(topic.topicName(), key, value)).get();
    return this;
  }

  @Override
  public void close() {
    job.close();
  }
}
