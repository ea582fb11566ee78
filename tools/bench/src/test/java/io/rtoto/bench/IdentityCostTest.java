package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Tag("slow")
final class IdentityCostTest {
  @Test
  void comparesTheJobWithOneThatJoinsNobody() throws IOException {
    JsonNode cost =
        BenchRun.of("identity", "--customers=2000", "--events=2000", "--rounds=1", "--memory=256");

    assertThat(cost.path("joining")).hasSize(1);
    assertThat(cost.path("strongest")).hasSize(1);
    assertThat(cost.path("ratio").asDouble())
        .isCloseTo(
            cost.path("joining").path(0).asDouble() / cost.path("strongest").path(0).asDouble(),
            within(1e-9));
  }
}
