package io.rtoto.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuccessorsTest {
  private final Successors successors = new Successors(3);

  @Test
  void followAChainToItsEndAndBack() {
    successors.add("visitor", "member");
    successors.add("member", "account");

    assertThat(successors.of("visitor")).isEqualTo("account");
    assertThat(successors.namesOf("account"))
        .containsExactlyInAnyOrder("account", "member", "visitor");
    assertThat(successors.namesOf("member")).containsExactlyInAnyOrder("member", "visitor");
    assertThat(successors.linksFrom(List.of("visitor", "stranger")))
        .containsExactly(entry("visitor", "member"), entry("member", "account"));
  }

  @Test
  void forgetALinkOnceTheIdNamesItsOwnCustomerAgain() {
    successors.add("visitor", "member");
    successors.add("member", "account");
    successors.remove("member");

    assertThat(successors.of("visitor")).isEqualTo("member");
    assertThat(successors.namesOf("account")).containsExactly("account");
  }

  @Test
  void goRoundACircleOnce() {
    successors.add("hen", "egg");
    successors.add("egg", "hen");

    assertThat(successors.of("hen")).isEqualTo("egg");
    assertThat(successors.linksFrom(List.of("hen")))
        .containsExactly(entry("hen", "egg"), entry("egg", "hen"));
  }
}
