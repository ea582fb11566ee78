package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.journal.RulesActivated;
import org.junit.jupiter.api.Test;

final class RulesInForceTest {
  private final RulesInForce rules = new RulesInForce("v2", false);

  @Test
  void areMissingUntilEverySubtaskHasThem() {
    assertThat(rules.missing()).isPresent();
    rules.hear(new RulesActivated("v2", 0, 2, ""));
    assertThat(rules.missing()).hasValueSatisfying(told -> assertThat(told).contains("1 subtasks"));
    rules.hear(new RulesActivated("v2", 1, 2, ""));
    assertThat(rules.missing()).isEmpty();
  }

  @Test
  void areRefusedForGoodOnceASubtaskRefusesThem() {
    rules.hear(new RulesActivated("v2", 0, 2, "A class is missing."));
    rules.hear(new RulesActivated("v2", 1, 2, ""));
    assertThat(rules.refusal()).contains("The rules v2 were refused: A class is missing.");
    assertThat(rules.missing()).isEqualTo(rules.refusal());
  }

  @Test
  void areNotBlamedForTheRefusalOfAnotherVersion() {
    rules.hear(new RulesActivated("v1", 0, 1, "A class is missing."));
    assertThat(rules.refusal()).isEmpty();
    rules.hear(new RulesActivated("v2", 0, 1, ""));
    assertThat(rules.missing()).isEmpty();
  }
}
