package io.rtoto.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.LinkDoubted;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OrdersTest {
  @Test
  void nameBothEndsOfALinkThatIsDoubted() {
    LinkDoubted order =
        new LinkDoubted(
            new Identifier(IdentifierType.USER_ID, "a1"),
            new Identifier(IdentifierType.EMAIL, "b2"),
            "engage",
            "Nothing proves it.",
            Instant.EPOCH);

    assertThat(Orders.text(order))
        .isEqualTo("doubt userId:a1 and email:b2, by engage: Nothing proves it.");
  }
}
