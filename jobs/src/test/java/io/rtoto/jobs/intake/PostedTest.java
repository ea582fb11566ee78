package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostedTest {
  @Test
  void readsAnEntryAndFillsInWhatItLeavesOut() {
    Posted<CatalogChange> posted = catalog("boots", "{\"productId\":\"boots\"}");

    assertThat(posted.refused()).isNull();
    assertThat(posted.sound()).isNotNull();
    assertThat(posted.sound().entry()).isNotNull();
    assertThat(posted.sound().entry().companions()).isEmpty();
    assertThat(posted.sound().entry().names()).isEmpty();
  }

  @Test
  void takesATombstoneForTheEndOfAProduct() {
    assertThat(catalog("boots", null).sound()).isEqualTo(new CatalogChange("boots", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "no json", "{\"productId\":\"wax\"}"})
  void refusesWhatIsNoEntryOfItsKey(String message) {
    Posted<CatalogChange> posted = catalog("boots", message);

    assertThat(posted.sound()).isNull();
    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().reason()).isEqualTo(Reason.SCHEMA);
    assertThat(posted.refused().original()).isEqualTo(message);
  }

  @Test
  void refusesAnEntryWithoutAKey() {
    Posted<CatalogChange> posted = catalog(null, "{\"productId\":\"boots\"}");

    assertThat(posted.refused()).isNotNull();
    assertThat(posted.refused().detail()).contains("no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "7", "no json", "{\"version\":\"1\",\"classes\":{}}"})
  void refusesABundleThatIsNotWhole(String message) {
    assertThat(Posted.ruleBundle(posting("active", message)).sound()).isNull();
  }

  private static Posted<CatalogChange> catalog(@Nullable String key, @Nullable String message) {
    return Posted.catalogChange(posting(key, message));
  }

  private static Posting posting(@Nullable String key, @Nullable String message) {
    byte[] bytes = message == null ? null : message.getBytes(StandardCharsets.UTF_8);
    return new Posting(key, new Arrival("catalog", 0, 0, bytes));
  }
}
