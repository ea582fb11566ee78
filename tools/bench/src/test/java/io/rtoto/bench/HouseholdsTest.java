package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HouseholdsTest {
  private static final Name ANNA = new Name(IdentifierType.USER_ID, "anna");
  private static final Name HOME = new Name(IdentifierType.ANONYMOUS_ID, "home");
  private static final Name WORK = new Name(IdentifierType.ANONYMOUS_ID, "work");
  private static final Name MAIL = new Name(IdentifierType.EMAIL, "anna@shop.example");

  private final Households households = new Households(new Pseudonyms("secret"));

  @Test
  void tellsAllWhoAreOneWhenTheyBecomeIt() {
    assertThat(households.join(List.of(ANNA, HOME))).hasSize(2);
    assertThat(households.join(List.of(MAIL, WORK))).hasSize(2);
    assertThat(households.join(List.of(ANNA, WORK))).hasSize(4);
  }

  @Test
  void tellsNobodyWhoIsOneAlready() {
    assertThat(households.join(List.of(ANNA))).isEmpty();
    households.join(List.of(ANNA, HOME));
    households.join(List.of(ANNA, WORK));

    assertThat(households.join(List.of(HOME, WORK))).isEmpty();
  }
}
