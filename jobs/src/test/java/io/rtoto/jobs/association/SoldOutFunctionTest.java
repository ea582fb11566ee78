package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.flow.Publication.Supply;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SoldOutFunctionTest {
  private static final long FORGOTTEN = SoldOutFunction.ASKED_FOR.toMillis();

  @SuppressWarnings("NullAway.Init") // opened before each test
  private KeyedOneInputStreamOperatorTestHarness<String, Article, Publication> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SoldOutFunction()), Article::productId, Types.STRING);
    harness.open();
    harness.setProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void tellsEverybodyWhatIsNoLongerSoldButNoIdThatIsNobodys() throws Exception {
    takesOut("x".repeat(10_000));
    takesOut("boots");
    assertThat(harness.extractOutputValues()).containsExactly(new Supply("boots", true));
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void forgetsWhatWasTakenOutOnceNobodyAsksForItAnyMore() throws Exception {
    takesOut("boots");
    harness.setProcessingTime(FORGOTTEN - 1);
    takesOut("boots");
    assertThat(harness.extractOutputValues()).containsExactly(new Supply("boots", true));
    harness.setProcessingTime(FORGOTTEN);
    assertThat(harness.extractOutputValues())
        .containsExactly(new Supply("boots", true), new Supply("boots", false));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void doesNotForgetWhatIsInTheCatalogueAgainAndSoldOut() throws Exception {
    takesOut("boots");
    has("boots", 0);
    harness.setProcessingTime(2 * FORGOTTEN);
    assertThat(harness.extractOutputValues()).containsExactly(new Supply("boots", true));
    has("boots", 1);
    assertThat(harness.extractOutputValues())
        .containsExactly(new Supply("boots", true), new Supply("boots", false));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void forgetsAlsoWhatWasSoldOutBeforeItWasTakenOut() throws Exception {
    has("boots", 0);
    takesOut("boots");
    harness.setProcessingTime(FORGOTTEN);
    assertThat(harness.extractOutputValues())
        .containsExactly(new Supply("boots", true), new Supply("boots", false));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void takesOut(String product) throws Exception {
    harness.processElement(new StreamRecord<>(Article.of(new CatalogChange(product, null))));
  }

  private void has(String product, int stock) throws Exception {
    CatalogEntry entry =
        new CatalogEntry(product, Map.of(), "shoes", new Money(100, "EUR"), stock, List.of());
    harness.processElement(new StreamRecord<>(Article.of(new CatalogChange(product, entry))));
  }
}
