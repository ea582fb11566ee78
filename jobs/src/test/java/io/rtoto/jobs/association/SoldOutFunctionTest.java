package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Publication;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

final class SoldOutFunctionTest {
  @Test
  void tellsEverybodyWhatIsNoLongerSoldButNoIdThatIsNobodys() throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Article, Publication> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SoldOutFunction()), Article::productId, Types.STRING);
    harness.open();
    harness.processElement(
        new StreamRecord<>(Article.of(new CatalogChange("x".repeat(10_000), null))));
    harness.processElement(new StreamRecord<>(Article.of(new CatalogChange("boots", null))));
    assertThat(harness.extractOutputValues())
        .containsExactly(new Publication.Supply("boots", true));
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.close();
  }
}
