package io.rtoto.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
  private final Pseudonyms pseudonyms = new Pseudonyms("secret");

  @Test
  void saysNothingOfTheNameItself() {
    Identifier anna = pseudonyms.identifier(IdentifierType.USER_ID, "anna");

    assertThat(anna.hash()).matches("[0-9a-f]{32}").doesNotContain("anna");
    assertThat(pseudonyms.customerId(anna)).matches("c[0-9a-f]{20}");
  }

  @Test
  void dependsOnTheSecret() {
    assertThat(new Pseudonyms("another").identifier(IdentifierType.USER_ID, "anna"))
        .isNotEqualTo(pseudonyms.identifier(IdentifierType.USER_ID, "anna"));
  }

  @Test
  void tellsTheSameValueOfTwoTypesApart() {
    assertThat(pseudonyms.identifier(IdentifierType.PHONE, "1").hash())
        .isNotEqualTo(pseudonyms.identifier(IdentifierType.USER_ID, "1").hash());
  }

  @Test
  void keepsUserIdsThatDifferInCaseApart() {
    assertThat(pseudonyms.identifier(IdentifierType.USER_ID, "Anna"))
        .isNotEqualTo(pseudonyms.identifier(IdentifierType.USER_ID, "anna"));
  }
}
