package io.rtoto.jobs.association;

import io.rtoto.jobs.association.AssociationMessage.Followed;
import io.rtoto.jobs.association.AssociationMessage.OrderedWith;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Facts;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.state.RecordTypes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what products remember of what goes with them, in the bytes that they write themselves.
 * What comes after a look at a product is only laid aside, to be learned when the product is read
 * next: a look has four such messages in its wake, and to read and write 2 KB for each costs more
 * than all the learning.
 */
final class KeptAssociations {
  private static final int ROOM = 2048;

  /** One in so many, on average, is learned at once: little waits where nobody asks any more. */
  private static final int LAID_ASIDE = 64;

  /** Longer than one half of an order may be behind the other, be the job ever so busy. */
  private static final Duration AWAITED_FOR = Duration.ofMinutes(10);

  private final ValueState<byte[]> associations;
  private final ListState<LaidAside> laidAside;
  private final ListState<OrderedWith> early;
  private final AssociationSettings settings;
  private final DataOutputSerializer out = new DataOutputSerializer(ROOM);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private boolean waits;

  /**
   * What is to be learned of what came after a look.
   *
   * @param productId what was looked at
   * @param facts what is told of it
   * @param distance how many looks later
   * @param visit in which visit
   * @param milli when, in milliseconds since 1970
   */
  public record LaidAside(String productId, Facts facts, int distance, String visit, long milli) {
    static LaidAside of(Followed followed) {
      Article next = followed.next();
      return new LaidAside(
          next.productId(),
          next.facts(),
          followed.distance(),
          followed.visit(),
          followed.at().toEpochMilli());
    }
  }

  private KeptAssociations(
      ValueState<byte[]> associations,
      ListState<LaidAside> laidAside,
      ListState<OrderedWith> early,
      AssociationSettings settings) {
    this.associations = associations;
    this.laidAside = laidAside;
    this.early = early;
    this.settings = settings;
  }

  /** In the state of that context. */
  static KeptAssociations in(RuntimeContext context, AssociationSettings settings) {
    ListStateDescriptor<OrderedWith> early =
        new ListStateDescriptor<>("early", RecordTypes.of(OrderedWith.class));
    early.enableTimeToLive(StateTtlConfig.newBuilder(AWAITED_FOR).build());
    return new KeptAssociations(
        context.getState(
            new ValueStateDescriptor<>(
                "associations", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
        context.getListState(
            new ListStateDescriptor<>("laid-aside", RecordTypes.of(LaidAside.class))),
        context.getListState(early),
        settings);
  }

  /** What the product remembers; null while that is nothing. */
  @Nullable ProductAssociations read() throws Exception {
    ProductAssociations known = written();
    waits = false;
    for (LaidAside one : laidAside.get()) {
      waits = true;
      if (known != null) {
        learn(one, known);
      }
    }
    if (known == null && waits) {
      // It was no longer sold when this came, and a look comes before what comes after it.
      laidAside.clear();
    }
    return known;
  }

  /** What a product remembers of which nothing was known until now. */
  ProductAssociations begun() throws Exception {
    ProductAssociations known = new ProductAssociations();
    for (OrderedWith one : early.get()) {
      learn(one, known);
    }
    early.clear();
    return known;
  }

  /**
   * Only another product of an order says that there is this one. Where it is sold, its own part of
   * the order is on its way, or a look; where it is not, this is forgotten by the wall clock.
   */
  void awaitsItsOwn(OrderedWith with) throws Exception {
    int waiting = 0;
    for (OrderedWith unused : early.get()) {
      waiting++;
    }
    if (waiting < settings.companions()) {
      early.add(with);
    }
  }

  void learn(OrderedWith with, ProductAssociations known) {
    known.isBoughtWith(
        with.other().productId(), with.otherOrders(), with.products(), with.at(), settings);
    known.isTold(with.other().productId(), with.other().facts());
  }

  private @Nullable ProductAssociations written() throws IOException {
    byte[] written = associations.value();
    if (written == null) {
      return null;
    }
    in.setBuffer(written);
    return ProductAssociations.readFrom(in);
  }

  private void learn(LaidAside one, ProductAssociations known) {
    known.isFollowed(
        new Look(one.visit(), one.productId(), List.of(), Instant.ofEpochMilli(one.milli())),
        one.distance(),
        settings);
    known.isTold(one.productId(), one.facts());
  }

  void forget() {
    associations.clear();
    laidAside.clear();
    early.clear();
  }

  /** Remembers it, sooner or later. */
  void hear(Followed followed) throws Exception {
    LaidAside one = LaidAside.of(followed);
    laidAside.add(one);
    if (Math.floorMod(one.hashCode(), LAID_ASIDE) == 0) {
      ProductAssociations known = read();
      if (known != null) {
        write(known);
      }
    }
  }

  /** Remembers what was {@link #read} just now, and learned since. */
  void write(ProductAssociations known) throws Exception {
    if (waits) {
      laidAside.clear();
    }
    out.clear();
    known.writeTo(out);
    associations.update(out.getCopyOfBuffer());
  }
}
