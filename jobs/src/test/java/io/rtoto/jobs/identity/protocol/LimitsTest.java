package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LimitsTest {
  @Test
  void letAUserBeKnownByAsManyUserIdsAsAnyMayBeSeenWith() {
    assertThat(Limits.DEFAULT.userIds(Names.email(1))).isEqualTo(3);
    assertThat(Limits.DEFAULT.userIds(Names.user(1))).isEqualTo(200);
  }

  @Test
  void areRefusedWhereNobodyWouldBeKnownByTwoNames() {
    assertThatThrownBy(() -> Limits.of(0, 2, 2)).hasMessageContaining("expected 1 or more");
    assertThatThrownBy(() -> Limits.of(1, 1, 2))
        .hasMessageStartingWith(
            "The limit of identifiers that an identifier may be seen with is 1;");
    assertThatThrownBy(() -> Limits.of(1, 2, 1))
        .hasMessageStartingWith("The limit of identifiers of a customer is 1; expected 2 or more");
    assertThat(Limits.of(1, 2, 2).members()).isEqualTo(2);
  }
}
