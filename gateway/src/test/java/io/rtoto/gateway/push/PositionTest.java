package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.decisions.DecisionKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Numbers only grow, and never say that something was sent that was not. */
final class PositionTest {
  @Test
  void saysWhatWasSentOfOneCustomer() {
    Position position = Position.START.after(of("anna", 7));

    assertThat(position.isPast(of("anna", 6))).isTrue();
    assertThat(position.isPast(of("anna", 7))).isTrue();
    assertThat(position.isPast(of("anna", 8))).isFalse();
    assertThat(Position.read(Long.toString(position.number()))).isEqualTo(position);
  }

  @Test
  void saysNothingOfWhatWasSentOfAnother() {
    Position position = Position.START.after(of("anna", 7));

    assertThat(position.isPast(of("bert", 6))).isFalse();
    assertThat(Position.START.isPast(of("anna", 0))).isFalse();
  }

  @Test
  void growsWhereOffersOfTwoCustomersComeInTurn() {
    Position anna = Position.START.after(of("anna", 700));
    Position bert = anna.after(of("bert", 3));
    Position again = bert.after(of("bert", 4));

    assertThat(bert.number()).isGreaterThan(anna.number());
    assertThat(again.number()).isGreaterThan(bert.number());
    assertThat(bert.isPast(of("bert", 3))).as("it is sent again, rather than lost").isFalse();
    assertThat(again.isPast(of("anna", 1))).isFalse();
    Position exact = again.after(of("anna", 800));
    assertThat(exact.isPast(of("anna", 800))).isTrue();
  }

  @Test
  void isTheStartForWhatIsNoNumber() {
    for (String text : new String[] {"", "x", "-1", "1.5", "9".repeat(19), "1 2", "\u0661"}) {
      assertThat(Position.read(text)).as(text).isEqualTo(Position.START);
    }
    assertThat(Position.read(null)).isEqualTo(Position.START);
  }

  private static Offer of(String customer, long offset) {
    return OffersTest.offer(
        customer, "d" + offset, DecisionKind.OFFER, Instant.parse("2026-11-27T12:00:00Z"), offset);
  }
}
