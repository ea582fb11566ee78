package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.LeafMessage;
import io.rtoto.jobs.identity.LeafMessage.Looped;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Counted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Tags.Tag;
import io.rtoto.jobs.memory.Unlisted;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.identity.IdentityCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopSchemaTest {
  private static final Identifier BROWSER =
      new Identifier(IdentifierType.ANONYMOUS_ID, "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  private static final String SOMEBODY =
      "{\"type\":\"email\",\"hash\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"}";
  private static final Remarked OFFERED =
      new Remarked(
          BROWSER,
          List.of(
              new OfferMade(
                  -4312876120983746512L,
                  Instant.parse("2026-11-22T08:30:00Z"),
                  7234876120983746512L)),
          List.of(
              new Contact(
                  6234876120983746512L,
                  -2312876120983746512L,
                  Instant.parse("2026-11-22T08:30:00Z"),
                  false,
                  List.of(1234876120983746512L))),
          List.of(
              new Held(
                  5234876120983746512L,
                  Instant.parse("2026-11-22T22:30:00Z"),
                  Instant.parse("2026-11-23T09:00:00Z"),
                  new Activity(
                      Instant.parse("2026-11-22T22:00:00Z"),
                      "7d1f0c2e9b8a46538e7d6c5b4a392817",
                      BROWSER),
                  "",
                  "CartAbandoned",
                  "{\"products\":1,\"items\":2}",
                  1,
                  false)),
          List.of(
              new Appointment(
                  "after-return",
                  new Activity(
                      Instant.parse("2026-11-22T08:30:00Z"),
                      "7d1f0c2e9b8a46538e7d6c5b4a392817",
                      BROWSER),
                  Instant.parse("2026-11-29T08:30:00Z"),
                  false,
                  2)),
          List.of(
              new Tag(
                  "price-sensitive",
                  "retail.cart_abandoned.price_sensitive.noticed",
                  Instant.parse("2026-11-22T08:30:00Z"),
                  Instant.parse("2027-02-20T08:30:00Z"))),
          List.of(new Unlisted.Named(104087344, Instant.parse("2026-11-22T08:30:00Z"))),
          List.of(
              new Contact(
                  7234876120983746512L,
                  -1312876120983746512L,
                  Instant.parse("2026-11-22T08:30:00Z"),
                  false,
                  List.of())),
          List.of(
              new Counted(
                  -1234876120, 6234876120983746512L, Instant.parse("2026-11-22T08:30:00Z"), 2)));

  private final LoopSchema schema = new LoopSchema();

  @ParameterizedTest
  @ValueSource(strings = {"label", "notice", "trigger"})
  void readsWhatIdentifiersTellEachOther(String example) throws IOException {
    assertThat(read(example(example)))
        .singleElement()
        .isInstanceOfSatisfying(
            Looped.class,
            looped ->
                assertThat(looped.told().getClass().getSimpleName())
                    .isEqualToIgnoringCase(example));
  }

  @Test
  void readsAsTheExampleSaysWhatWasOfferedAndWritesItSo() throws IOException {
    assertThat(read(example("remarked"))).containsExactly(OFFERED);
    assertThat(read(Messages.of(Remarked.class).write(OFFERED))).containsExactly(OFFERED);
  }

  @Test
  void readsWhatItWritesOfALabel() {
    LoopMessage label = new LoopMessage.Label(BROWSER, BROWSER, 1, 2, 3, BROWSER);
    assertThat(read(Messages.of(LoopMessage.class).write(label)))
        .containsExactly(new Looped(label));
  }

  @Test
  void readsOfAnOrderByWhomAndWhyItWasGiven() throws IOException {
    assertThat(read(example("trigger")))
        .singleElement()
        .isInstanceOfSatisfying(
            Looped.class,
            looped -> {
              LoopMessage.Trigger trigger = (LoopMessage.Trigger) looped.told();
              IdentityCommand order = Objects.requireNonNull(trigger.order());
              assertThat(order.author()).isEqualTo("support");
              assertThat(order.why()).isEqualTo("It stands in the shop.");
              assertThat(read(Messages.of(LoopMessage.class).write(trigger)))
                  .containsExactly(looped);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"message\":\"Gossip\"}",
        "{\"message\":\"Remarked\"}",
        "{\"message\":\"Notice\",\"seq\":4}",
        "{\"message\":\"Notice\",\"seq\":4,\"to\":" + SOMEBODY + "}",
        "{\"message\":\"Label\",\"to\":" + SOMEBODY + ",\"from\":" + SOMEBODY + "}"
      })
  void passesOverWhatNobodyOfItsOwnWrote(String message) {
    assertThat(read(message.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  private List<LeafMessage> read(byte[] message) {
    List<LeafMessage> messages = new ArrayList<>();
    schema.deserialize(
        new ConsumerRecord<>("identity-loop", 0, 0, new byte[0], message),
        new ListCollector<>(messages));
    return messages;
  }

  private static byte[] example(String name) throws IOException {
    try (InputStream in =
        LoopSchemaTest.class.getResourceAsStream("/json/identity-loop/" + name + ".json")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
