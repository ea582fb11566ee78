package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.Contributions.Fold;
import io.rtoto.jobs.memory.Contributions.Member;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On RocksDB. */
final class ContributionsTest {
  private static final Identifier ACCOUNT = ANNA.account();
  private static final Identifier BROWSER = ANNA.browser();
  private static final List<Identifier> LEAVES =
      List.of(
          ACCOUNT,
          BROWSER,
          new Identifier(IdentifierType.EMAIL, "mail"),
          new Identifier(IdentifierType.DEVICE_ID, "device"));
  private static final IdentifiedEvent CART = ANNA.adds(SHOES, NOON).event();
  private static final IdentifiedEvent LOOK = ANNA.views(SOCKS, NOON).event();

  private final KeyedProcessOperator<String, Move, Fold> operator =
      new KeyedProcessOperator<>(new Keeping());
  private final KeyedOneInputStreamOperatorTestHarness<String, Move, Fold> customers;

  ContributionsTest() throws Exception {
    customers =
        new KeyedOneInputStreamOperatorTestHarness<>(operator, move -> "anna", Types.STRING);
    customers.setStateBackend(new EmbeddedRocksDBStateBackend());
    customers.open();
  }

  @AfterEach
  void close() throws Exception {
    customers.close();
  }

  @Test
  void keepsOfASingleIdentifierNothingButTheMemory() throws Exception {
    Fold fold = put(BROWSER, CART);
    assertThat(fold).isEqualTo(new Fold(memoryOf(BROWSER, CART), BROWSER, List.of()));
    assertThat(keptByIdentifier()).isFalse();

    assertThat(put(ACCOUNT, LOOK).only()).isNull();
    assertThat(keptByIdentifier()).isTrue();

    assertThat(retract(ACCOUNT)).isEqualTo(fold);
    assertThat(keptByIdentifier()).isFalse();
  }

  @Test
  void keepsTheMemoryOnceWhereOthersAreNamesOnly() throws Exception {
    put(BROWSER);
    Fold fold = put(ACCOUNT, CART);

    assertThat(fold.only()).isEqualTo(ACCOUNT);
    assertThat(fold.hasSeveral()).isTrue();
    assertThat(of(ACCOUNT)).isEqualTo(memoryOf(ACCOUNT, CART));
    assertThat(of(BROWSER)).isEqualTo(memoryOf(BROWSER));

    assertThat(change(BROWSER, memory -> memory.apply(LOOK)).only()).isNull();
  }

  @Test
  void putsWhatIsSaidWhereItBelongsThoughNobodyDoesAnything() throws Exception {
    put(BROWSER, CART);
    put(ACCOUNT, LOOK);
    int settled = 0;
    for (int i = 0; i < 64; i++) {
      OffersMade made = OffersMade.NONE.with(new OfferMade(i, NOON.plusSeconds(i), i));
      Remark remark = Remark.offered(BROWSER, made);
      change(BROWSER, memory -> memory.with(remark));
      settled += isKept("contributions-added") ? 0 : 1;
    }
    assertThat(settled).isEqualTo(4);
    assertThat(of(BROWSER).offersMade().offers()).hasSize(30);
  }

  @Test
  void isNothingWhenTheLastIdentifierHasLeft() throws Exception {
    put(BROWSER, CART);
    put(ACCOUNT, LOOK);
    retract(BROWSER);
    assertThat(retract(ACCOUNT)).isEqualTo(Fold.NOTHING);
  }

  @Test
  void isSomethingThoughItsOnlyIdentifierHasDoneNothing() throws Exception {
    assertThat(put(BROWSER).isNothing()).isFalse();
  }

  @Test
  void doesNotMindThatOneLeavesThatIsNotThere() throws Exception {
    Fold single = put(BROWSER, CART);
    assertThat(retract(ACCOUNT)).isEqualTo(single);
    Fold two = put(ACCOUNT, LOOK);
    assertThat(retract(LEAVES.get(2))).isEqualTo(two);
  }

  @Test
  void takesWhatIsPutForAllThatAnIdentifierContributes() throws Exception {
    put(BROWSER, CART);
    assertThat(put(BROWSER, LOOK).memory()).isEqualTo(memoryOf(BROWSER, LOOK));
    put(ACCOUNT);
    assertThat(put(BROWSER, CART).memory())
        .isEqualTo(memoryOf(BROWSER, CART).merge(CustomerMemory.of(ACCOUNT)));
  }

  @Test
  void letsARemarkLeaveWithTheIdentifierThatItIsAbout() throws Exception {
    Remark remark = Remark.offered(BROWSER, OffersMade.NONE.with(new OfferMade(7, NOON, 1)));
    put(BROWSER, CART);
    put(ACCOUNT, LOOK);
    assertThat(change(BROWSER, memory -> memory.with(remark)).memory().offersMade())
        .isEqualTo(remark.offersMade());
    assertThat(of(BROWSER).remarks(BROWSER)).isEqualTo(remark);

    assertThat(retract(BROWSER).memory()).isEqualTo(memoryOf(ACCOUNT, LOOK));
    put(BROWSER, CART);
    change(BROWSER, memory -> memory.with(remark));
    assertThat(retract(ACCOUNT).memory()).isEqualTo(memoryOf(BROWSER, CART).with(remark));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void isTheFoldOfWhatRemainsWhateverHappened(long seed) throws Exception {
    Random chance = new Random(seed);
    Map<Identifier, CustomerMemory> remain = new HashMap<>();
    for (int i = 0; i < 150; i++) {
      Identifier leaf = LEAVES.get(chance.nextInt(LEAVES.size()));
      Fold fold;
      switch (chance.nextInt(6)) {
        case 0 -> {
          IdentifiedEvent event = happening(chance, i, leaf);
          boolean nothing = chance.nextBoolean();
          remain.put(leaf, nothing ? memoryOf(leaf) : memoryOf(leaf, event));
          fold = nothing ? put(leaf) : put(leaf, event);
        }
        case 1 -> {
          remain.remove(leaf);
          fold = retract(leaf);
        }
        case 2 -> {
          OffersMade made = OffersMade.NONE.with(new OfferMade(i % 7, NOON.plusSeconds(i), i));
          Remark remark = Remark.offered(leaf, made);
          remain.merge(
              leaf, CustomerMemory.of(leaf).with(remark), (known, same) -> known.with(remark));
          fold = change(leaf, memory -> memory.with(remark));
        }
        default -> {
          IdentifiedEvent event = happening(chance, i, leaf);
          remain.put(leaf, remain.getOrDefault(leaf, CustomerMemory.of(leaf)).apply(event));
          fold = change(leaf, memory -> memory.apply(event));
        }
      }
      assertThat(fold.memory())
          .isEqualTo(remain.values().stream().reduce(CustomerMemory.EMPTY, CustomerMemory::merge));
      assertThat(fold.isNothing()).isEqualTo(remain.isEmpty());
      assertThat(fold.only() == null).isEqualTo(contributors(remain) > 1 || remain.isEmpty());
      assertThat(keptByIdentifier()).isEqualTo(remain.size() > 1);
      for (Identifier one : LEAVES) {
        assertThat(of(one)).isEqualTo(remain.getOrDefault(one, CustomerMemory.EMPTY));
        assertThat(has(one)).isEqualTo(remain.containsKey(one));
      }
    }
  }

  private static long contributors(Map<Identifier, CustomerMemory> remain) {
    return remain.entrySet().stream()
        .filter(one -> !one.getValue().equals(CustomerMemory.of(one.getKey())))
        .count();
  }

  private static IdentifiedEvent happening(Random chance, int i, Identifier leaf) {
    Instant at = NOON.plusSeconds(i * 60L + chance.nextInt(600));
    var some = product("p" + chance.nextInt(4), "c", 100);
    Deed deed =
        switch (chance.nextInt(4)) {
          case 0 -> ANNA.orders(at, some);
          case 1 -> ANNA.views(some, at);
          case 2 -> ANNA.removes(some, at);
          default -> ANNA.adds(some, at);
        };
    return deed.under(leaf).event();
  }

  private static CustomerMemory memoryOf(Identifier leaf, IdentifiedEvent... events) {
    CustomerMemory memory = CustomerMemory.of(leaf);
    for (IdentifiedEvent event : events) {
      memory =
          memory.apply(
              new IdentifiedEvent(
                  event.eventId(), event.customerId(), leaf, List.of(leaf), event.event()));
    }
    return memory;
  }

  private Fold put(Identifier leaf, IdentifiedEvent... events) throws Exception {
    Member member = new Member(leaf, memoryOf(leaf, events), List.of());
    return made((contributions, before) -> contributions.put(member, before));
  }

  private Fold change(Identifier leaf, Contributions.Change change) throws Exception {
    return made((contributions, before) -> contributions.change(leaf, before, change));
  }

  private Fold retract(Identifier leaf) throws Exception {
    return made((contributions, before) -> contributions.retract(leaf, before));
  }

  private CustomerMemory of(Identifier leaf) throws Exception {
    CustomerMemory[] found = new CustomerMemory[1];
    made(
        (contributions, before) -> {
          found[0] = contributions.of(leaf, before);
          return before;
        });
    return found[0];
  }

  private boolean has(Identifier leaf) throws Exception {
    boolean[] found = new boolean[1];
    made(
        (contributions, before) -> {
          found[0] = contributions.has(leaf, before);
          return before;
        });
    return found[0];
  }

  private Fold made(Move move) throws Exception {
    customers.getOutput().clear();
    customers.processElement(new StreamRecord<>(move));
    return customers.extractOutputValues().get(0);
  }

  /** Whether anything is kept beside the memory. */
  private boolean keptByIdentifier() {
    return isKept("contributions");
  }

  private boolean isKept(String state) {
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.findAny().isPresent();
    }
  }

  /** Something that is done to the contributions of the customer. */
  @FunctionalInterface
  private interface Move {
    Fold make(Contributions contributions, Fold before) throws Exception;
  }

  /** Keeps the contributions of a customer, as engagement does. */
  private static final class Keeping extends KeyedProcessFunction<String, Move, Fold> {
    private static final long serialVersionUID = 1;

    private transient @Nullable Contributions contributions;
    private transient @Nullable ValueState<Fold> fold;

    @Override
    public void open(OpenContext context) {
      contributions = Contributions.in(getRuntimeContext());
      fold =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("fold", RecordTypes.of(Fold.class)));
    }

    @Override
    public void processElement(Move move, Context context, Collector<Fold> out) throws Exception {
      ValueState<Fold> state = Objects.requireNonNull(fold, "not opened");
      Fold stored = state.value();
      Fold after =
          move.make(
              Objects.requireNonNull(contributions, "not opened"),
              stored == null ? Fold.NOTHING : stored);
      if (after.isNothing()) {
        state.clear();
      } else {
        state.update(after);
      }
      out.collect(after);
    }
  }
}
