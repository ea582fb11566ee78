package io.rtoto.jobs.state;

import io.rtoto.jobs.engagement.SuspendedRule;
import io.rtoto.jobs.measurement.Counts;
import io.rtoto.jobs.measurement.Fact;
import io.rtoto.jobs.measurement.KeptAccount;
import io.rtoto.jobs.measurement.KeptAsked;
import io.rtoto.jobs.measurement.KeptFigures;
import io.rtoto.jobs.measurement.KeptPlace;
import io.rtoto.jobs.measurement.KeptScorecard;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.Approval;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Seal;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * Values as a version of this project left them in a checkpoint: the serializer's snapshot, then
 * the values. The files in {@code golden} are written once, by {@link #main}, and never again: they
 * stand for the state of those who run an older version.
 */
final class Golden<T> {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Counts COUNTS =
      new Counts(
          Map.of("fired", 3L, "treated 950000 revenue EUR", -4_990L),
          Map.of("treated 950000 EUR", new BigInteger("24900100000000000000000")));

  /** What measure remembers of a customer, a rule, a minute, a moment and an id. */
  static final KeptAccount ACCOUNT =
      new KeptAccount(
          Map.of("a|*", COUNTS),
          Map.of("2026-11-22T12:00:00Z", COUNTS),
          List.of("b|*"),
          NOON,
          true);

  static final KeptScorecard SCORECARD =
      new KeptScorecard(COUNTS, NOON, Map.of("never-fired", NOON), true);
  static final KeptFigures FIGURES = new KeptFigures(COUNTS, Instant.EPOCH, true);
  static final KeptAsked ASKED = new KeptAsked(List.of("a"), Map.of("2026-11-22", 7L), NOON, true);
  static final KeptPlace PLACE = new KeptPlace("c0a1b2c3d4e5f60718293", NOON);

  /** A version of the rules as it is in force. */
  static final RuleBundle SEALED =
      new RuleBundle(
          "4be1a90c77d2",
          "19fe03aa5c81",
          "anna",
          Instant.parse("2026-11-22T08:00:00Z"),
          Map.of("a.drl", "package a"),
          Map.of(),
          List.of("a.Rules1"),
          List.of(),
          List.of(),
          new Seal(8, "9f86d081884c7d65", "ben", 7, "too many offers", "c2lnbmVk", List.of()),
          null);

  /** The same, with who stands for it, and the facts that it was compiled against. */
  static final RuleBundle APPROVED =
      new RuleBundle(
          SEALED.version(),
          SEALED.parent(),
          SEALED.author(),
          SEALED.publishedAt(),
          SEALED.sources(),
          SEALED.classes(),
          SEALED.models(),
          SEALED.rules(),
          SEALED.tags(),
          new Seal(
              8,
              "9f86d081884c7d65",
              "ben",
              7,
              "too many offers",
              "c2lnbmVk",
              List.of(new Approval(Instant.parse("2026-11-22T07:30:00Z"), "YW5uYQ=="))),
          "2c26b46b68ffc68f");

  /** The same, with its cases. */
  static final RuleBundle WITH_CASES = APPROVED.withCases(Map.of("a.cases.yaml", "cases: []"));

  private final TypeSerializerSnapshot<T> snapshot;
  private final byte[] values;
  private final int count;

  private Golden(TypeSerializerSnapshot<T> snapshot, int count, byte[] values) {
    this.snapshot = snapshot;
    this.count = count;
    this.values = values;
  }

  static <T> TypeSerializer<T> serializer(Class<T> type) {
    return RecordTypes.of(type).createSerializer(new SerializerConfigImpl());
  }

  static <T> byte[] write(TypeSerializer<T> serializer, List<T> values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(new DataOutputStream(bytes));
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    out.writeInt(values.size());
    for (T value : values) {
      serializer.serialize(value, out);
    }
    out.flush();
    return bytes.toByteArray();
  }

  static <T> Golden<T> read(byte[] bytes) throws IOException {
    DataInputStream stream = new DataInputStream(new ByteArrayInputStream(bytes));
    DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(stream);
    TypeSerializerSnapshot<T> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, Golden.class.getClassLoader());
    int count = in.readInt();
    return new Golden<>(snapshot, count, stream.readAllBytes());
  }

  static <T> Golden<T> named(String name) throws IOException {
    try (var stream = Golden.class.getResourceAsStream("/golden/" + name)) {
      if (stream == null) {
        throw new IOException("There is no golden file " + name + ".");
      }
      return read(stream.readAllBytes());
    }
  }

  TypeSerializerSnapshot<T> snapshot() {
    return snapshot;
  }

  /** The values, by the serializer that wrote them. */
  List<T> values() throws IOException {
    return values(snapshot.restoreSerializer());
  }

  /** The values, by another serializer. */
  List<T> values(TypeSerializer<T> serializer) throws IOException {
    DataInputViewStreamWrapper in =
        new DataInputViewStreamWrapper(new ByteArrayInputStream(values));
    List<T> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(serializer.deserialize(in));
    }
    return read;
  }

  /** Writes the golden files of this version that are not there yet. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    writeOnce(
        folder.resolve("customer-event-1"),
        serializer(CustomerEvent.class),
        Samples.ofEveryCase(CustomerEvent.class));
    writeOnce(
        folder.resolve("journal-entry-1"),
        serializer(JournalEntry.class),
        Samples.ofEveryCase(JournalEntry.class));
    writeOnce(
        folder.resolve("suspended-rule-1"),
        serializer(SuspendedRule.class),
        List.of(new SuspendedRule("4be1a90c77d2", "retail.cart_abandoned.rescue")));
    writeOnce(
        folder.resolve("rules-place-1"),
        serializer(Place.class),
        List.of(new Place(7, "9f86d081884c7d65", false)));
    writeOnce(
        folder.resolve("rules-place-2"),
        serializer(Place.class),
        List.of(new Place(7, "9f86d081884c7d65", true)));
    writeOnce(folder.resolve("rule-bundle-2"), serializer(RuleBundle.class), List.of(SEALED));
    writeOnce(folder.resolve("rule-bundle-3"), serializer(RuleBundle.class), List.of(APPROVED));
    writeOnce(folder.resolve("rule-bundle-4"), serializer(RuleBundle.class), List.of(WITH_CASES));
    writeOnce(
        folder.resolve("measured-fact-2"), serializer(Fact.class), Samples.ofEveryCase(Fact.class));
    writeOnce(folder.resolve("kept-account-1"), serializer(KeptAccount.class), List.of(ACCOUNT));
    writeOnce(
        folder.resolve("kept-scorecard-1"), serializer(KeptScorecard.class), List.of(SCORECARD));
    writeOnce(folder.resolve("kept-figures-1"), serializer(KeptFigures.class), List.of(FIGURES));
    writeOnce(folder.resolve("kept-asked-1"), serializer(KeptAsked.class), List.of(ASKED));
    writeOnce(folder.resolve("kept-place-1"), serializer(KeptPlace.class), List.of(PLACE));
  }

  private static <T> void writeOnce(Path file, TypeSerializer<T> serializer, List<T> values)
      throws IOException {
    if (!Files.exists(file)) {
      Files.write(file, write(serializer, values));
    }
  }
}
