package io.rtoto.schemas.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductMention;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final JournalEntry ENTRY =
      new EventApplied(
          "e-1",
          "c-1",
          new Identifier(IdentifierType.USER_ID, "h-1"),
          new OrderPlaced(
              new Occurrence(
                  "m-1", Instant.parse("2026-11-22T08:30:00.5Z"), null, Topic.ORDERS, "{\"a\":1}"),
              "o-1",
              new Money(1299, "EUR"),
              List.of(new OrderLine(new ProductMention("p-1", null, null), 2))));

  /** Years of journals are written like this: a change here is a change of all who read them. */
  private static final String LINE =
      "{\"entry\":\"EventApplied\",\"eventId\":\"e-1\",\"customerId\":\"c-1\","
          + "\"identifier\":{\"type\":\"userId\",\"hash\":\"h-1\"},"
          + "\"event\":{\"type\":\"OrderPlaced\",\"occurrence\":{\"messageId\":\"m-1\","
          + "\"at\":\"2026-11-22T08:30:00.500Z\",\"topic\":\"orders\",\"extras\":\"{\\\"a\\\":1}\"},"
          + "\"orderId\":\"o-1\",\"total\":{\"minor\":1299,\"currency\":\"EUR\"},"
          + "\"lines\":[{\"product\":{\"productId\":\"p-1\"},\"quantity\":2}]}}";

  private final Messages<JournalEntry> codec = Messages.of(JournalEntry.class);

  @Test
  void aLineIsWrittenLikeThis() {
    assertThat(new String(codec.write(ENTRY), UTF_8)).isEqualTo(LINE);
  }

  @Test
  void aLineIsReadBackAsTheSameRecord() throws IOException {
    assertThat(codec.read(LINE.getBytes(UTF_8))).isEqualTo(ENTRY);
  }
}
