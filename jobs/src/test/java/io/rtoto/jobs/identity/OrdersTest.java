package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrdersTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "cc");

  @Test
  void sayWhatTheProtocolAskedFor() {
    List<Command> asked =
        List.of(
            new Command.Blocked(BROWSER),
            new Command.Doubted(BROWSER),
            new Command.Cut(ANNA, BROWSER),
            new Command.LinkDoubted(ANNA, BROWSER));

    assertThat(asked)
        .allSatisfy(one -> assertThat(Orders.read(Orders.write(one, NOON))).isEqualTo(one))
        .allSatisfy(
            one -> assertThat(Orders.read(Orders.writeForCustomer(one, NOON))).isEqualTo(one));
  }

  @Test
  void sayOfABlockWhetherALimitOrTheSizeOfTheCustomerIsTheReason() {
    Command blocked = new Command.Blocked(BROWSER);

    assertThat(Orders.write(blocked, NOON).why()).contains("its type may").doesNotContain("held");
    assertThat(Orders.writeForCustomer(blocked, NOON).why())
        .contains("a customer of too many identifiers")
        .doesNotContain("its type may");
  }
}
