package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.flow.CatalogChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From catalogue entries to the companions of a product, through the three functions. */
final class AssociationTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngageSettings LIVE = EngageSettings.defaults("nowhere:9092");

  private final KeyedOneInputStreamOperatorTestHarness<String, CatalogChange, Listing> listings =
      new KeyedOneInputStreamOperatorTestHarness<>(
          new KeyedProcessOperator<>(new ListingFunction()),
          CatalogChange::productId,
          Types.STRING);
  private final KeyedTwoInputStreamOperatorTestHarness<String, Stock, Listing, Supply> supplies =
      new KeyedTwoInputStreamOperatorTestHarness<>(
          new KeyedCoProcessOperator<>(new SupplyFunction()),
          Stock::productId,
          Listing::companion,
          Types.STRING);
  private KeyedTwoInputStreamOperatorTestHarness<String, ProductQuestion, Supply, CustomerMessage>
      association;
  private int listed;
  private int supplied;
  private int answered;

  AssociationTest() throws Exception {
    listings.setStateBackend(new EmbeddedRocksDBStateBackend());
    listings.open();
    supplies.setStateBackend(new EmbeddedRocksDBStateBackend());
    supplies.open();
    association = association(LIVE);
  }

  @AfterEach
  void close() throws Exception {
    listings.close();
    supplies.close();
    association.close();
  }

  @Test
  void answersWithTheCompanionsInTheirOrder() throws Exception {
    sells("wax", 1);
    sells("laces", 1);
    sells("boots", 1, "wax", "laces");

    assertThat(companionsOf("boots")).containsExactly("wax", "laces");
  }

  @Test
  void leavesOutACompanionThatIsSoldOutUntilItIsThereAgain() throws Exception {
    sells("boots", 1, "wax", "laces");
    sells("wax", 0);
    sells("laces", 1);
    assertThat(companionsOf("boots")).containsExactly("laces");

    sells("wax", 5);
    assertThat(companionsOf("boots")).containsExactly("wax", "laces");
  }

  @Test
  void tellsNobodyOfAStockThatOnlyGrowsOrShrinks() throws Exception {
    sells("boots", 1, "wax");
    sells("wax", 3);
    int told = supplies.extractOutputValues().size();

    sells("wax", 2);
    assertThat(supplies.extractOutputValues()).hasSize(told);

    sells("wax", 0);
    assertThat(supplies.extractOutputValues()).hasSize(told + 1);
  }

  @Test
  void takesAnUncountedStockForEnough() throws Exception {
    sells("wax", null);
    sells("boots", 1, "wax");

    assertThat(companionsOf("boots")).containsExactly("wax");
  }

  @Test
  void leavesOutACompanionThatIsNoLongerSold() throws Exception {
    sells("wax", 1);
    sells("boots", 1, "wax");
    changes(new CatalogChange("wax", null));

    assertThat(companionsOf("boots")).isEmpty();
  }

  @Test
  void leavesOutACompanionThatIsNoLongerListedWhateverComesOfItsStock() throws Exception {
    sells("wax", 1);
    sells("laces", 1);
    sells("boots", 1, "wax", "laces");
    sells("boots", 1, "laces");
    sells("wax", 9);

    assertThat(companionsOf("boots")).containsExactly("laces");
  }

  @Test
  void forgetsWhatNobodyListsAndNobodySells() throws Exception {
    sells("wax", 1);
    sells("boots", 1, "wax");
    changes(new CatalogChange("boots", null));
    changes(new CatalogChange("wax", null));

    assertThat(companionsOf("boots")).isEmpty();
    assertThat(keysWith("companions", listings.getOperator())).isEmpty();
    assertThat(keysWith("available", supplies.getOperator())).isEmpty();
    assertThat(keysWith("places", supplies.getOperator())).isEmpty();
    assertThat(keysWith("shelf", association.getOperator())).isEmpty();
  }

  @Test
  void waitsInAReplayUntilTheCatalogueIsRead() throws Exception {
    association.close();
    association = association(LIVE.replayUntil(NOON.plusSeconds(60)));
    asks("boots");
    association.processWatermark1(new Watermark(Long.MAX_VALUE));
    assertThat(association.extractOutputValues()).isEmpty();
    assertThat(association.numEventTimeTimers()).isOne();

    sells("wax", 1);
    sells("boots", 1, "wax");
    association.processWatermark2(new Watermark(Long.MAX_VALUE));

    assertThat(association.extractOutputValues())
        .extracting(AssociationTest::products)
        .containsExactly(List.of("wax"));
    assertThat(association.numEventTimeTimers()).isZero();
  }

  private static List<String> keysWith(String state, StreamOperator<?> operator) {
    return ((AbstractStreamOperator<?>) operator)
        .<String>getKeyedStateBackend()
        .getKeys(state, VoidNamespace.INSTANCE)
        .toList();
  }

  private void sells(String product, @Nullable Integer stock, String... companions)
      throws Exception {
    changes(
        new CatalogChange(
            product,
            new CatalogEntry(
                product, Map.of(), "shoes", new Money(1, "USD"), stock, List.of(companions))));
  }

  /** Lets the change run through the three functions, as the job connects them. */
  private void changes(CatalogChange change) throws Exception {
    listings.processElement(new StreamRecord<>(change));
    supplies.processElement1(new StreamRecord<>(Stock.of(change)));
    for (Listing listing : from(listings.extractOutputValues(), listed)) {
      supplies.processElement2(new StreamRecord<>(listing));
      listed++;
    }
    for (Supply supply : from(supplies.extractOutputValues(), supplied)) {
      association.processElement2(new StreamRecord<>(supply));
      supplied++;
    }
  }

  private static <T> List<T> from(List<T> all, int first) {
    return new ArrayList<>(all.subList(first, all.size()));
  }

  private List<String> companionsOf(String product) throws Exception {
    asks(product);
    return products(association.extractOutputValues().get(answered++));
  }

  private void asks(String product) throws Exception {
    Identifier anna = new Identifier(IdentifierType.USER_ID, "aa");
    ProductMention mention = new ProductMention(product, null, null);
    association.processElement1(
        new StreamRecord<>(new ProductQuestion(new View("c", anna, "e", "m", NOON, mention))));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, ProductQuestion, Supply, CustomerMessage>
      association(EngageSettings settings) throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<String, ProductQuestion, Supply, CustomerMessage>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new AssociationFunction(settings)),
                ProductQuestion::productId,
                Supply::product,
                Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    return harness;
  }

  private static List<String> products(CustomerMessage answer) {
    return ((ViewAnswered) answer).candidates().stream().map(Candidate::productId).toList();
  }
}
