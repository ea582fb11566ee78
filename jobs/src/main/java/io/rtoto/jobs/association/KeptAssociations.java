package io.rtoto.jobs.association;

import io.rtoto.jobs.association.AssociationMessage.Followed;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.association.learning.Look;
import io.rtoto.jobs.association.learning.ProductAssociations;
import io.rtoto.jobs.state.RecordTypes;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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

  /** One in so many is learned at once, so that little waits even where nobody asks any more. */
  private static final int LAID_ASIDE = 64;

  private final ValueState<byte[]> associations;
  private final ListState<Followed> laidAside;
  private final AssociationSettings settings;
  private final DataOutputSerializer out = new DataOutputSerializer(ROOM);
  private final DataInputDeserializer in = new DataInputDeserializer();

  private KeptAssociations(
      ValueState<byte[]> associations,
      ListState<Followed> laidAside,
      AssociationSettings settings) {
    this.associations = associations;
    this.laidAside = laidAside;
    this.settings = settings;
  }

  /** In the state of that context. */
  static KeptAssociations in(RuntimeContext context, AssociationSettings settings) {
    return new KeptAssociations(
        context.getState(
            new ValueStateDescriptor<>(
                "associations", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
        context.getListState(
            new ListStateDescriptor<>("laid-aside", RecordTypes.of(Followed.class))),
        settings);
  }

  /** What the product remembers; null while that is nothing. */
  @Nullable ProductAssociations read() throws Exception {
    ProductAssociations known = written();
    Iterable<Followed> waiting = laidAside.get();
    for (Followed one : waiting == null ? List.<Followed>of() : waiting) {
      known = known == null ? new ProductAssociations() : known;
      learn(one, known);
    }
    return known;
  }

  private @Nullable ProductAssociations written() throws IOException {
    byte[] written = associations.value();
    if (written == null) {
      return null;
    }
    in.setBuffer(written);
    return ProductAssociations.readFrom(in);
  }

  private void learn(Followed followed, ProductAssociations known) {
    Article next = followed.next();
    known.isFollowed(
        new Look(followed.visit(), next.productId(), List.of(), followed.at()),
        followed.distance(),
        settings);
    known.isTold(next.productId(), next.facts());
  }

  void forget() {
    associations.clear();
    laidAside.clear();
  }

  /** Remembers it, sooner or later. */
  void hear(Followed followed) throws Exception {
    laidAside.add(followed);
    if (Math.floorMod(followed.turn().hashCode(), LAID_ASIDE) == 0) {
      write(read());
    }
  }

  /** Remembers what was {@link #read} and learned since. */
  void write(@Nullable ProductAssociations known) throws Exception {
    laidAside.clear();
    if (known != null) {
      out.clear();
      known.writeTo(out);
      associations.update(out.getCopyOfBuffer());
    }
  }
}
