package io.rtoto.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.engagement.SuspendedRule;
import io.rtoto.jobs.identity.LeafNote;
import io.rtoto.jobs.measurement.Fact;
import io.rtoto.jobs.measurement.KeptAccount;
import io.rtoto.jobs.measurement.KeptAsked;
import io.rtoto.jobs.measurement.KeptFigures;
import io.rtoto.jobs.measurement.KeptPlace;
import io.rtoto.jobs.measurement.KeptScorecard;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** State that an older version wrote, and what this version makes of it. */
final class StateEvolutionTest {

  @Test
  void readsValuesWhoseRecordsHaveGainedFieldsAndWhoseInterfaceHasGainedACase() throws Exception {
    Golden<Signal> old = Golden.named("signal-1");

    assertThat(now(Signal.class, old).isCompatibleAfterMigration()).isTrue();
    assertThat(old.values())
        .containsExactly(
            new Signal.Rang("front door", 2),
            new Signal.Wrote("hello", new Signal.Place("web", null), null));
  }

  @Test
  void writesMigratedValuesSoThatTheyAreReadAgain() throws Exception {
    Golden<Signal> old = Golden.named("signal-1");
    TypeSerializer<Signal> today = Golden.serializer(Signal.class);

    Golden<Signal> migrated = Golden.read(Golden.write(today, old.values()));

    assertThat(now(Signal.class, migrated).isCompatibleAsIs()).isTrue();
    assertThat(migrated.values(today)).isEqualTo(old.values());
  }

  @Test
  void keepsThePositionsOfWrittenCasesWhenOnlyTheirOrderHasChanged() throws Exception {
    TypeSerializer<Signal> today = Golden.serializer(Signal.class);
    SealedTypeSerializer<Signal> sealed = (SealedTypeSerializer<Signal>) today;
    List<SealedTypeSerializer.Case<Signal>> cases = sealed.cases();
    TypeSerializer<Signal> otherOrder =
        new SealedTypeSerializer<>(Signal.class, List.of(cases.get(2), cases.get(1)));
    Golden<Signal> old =
        Golden.read(Golden.write(otherOrder, List.of(new Signal.Rang("front door", 2))));

    TypeSerializerSchemaCompatibility<Signal> compatibility = now(Signal.class, old);

    assertThat(compatibility.isCompatibleWithReconfiguredSerializer()).isTrue();
    TypeSerializer<Signal> reconfigured = compatibility.getReconfiguredSerializer();
    assertThat(old.values(reconfigured)).containsExactly(new Signal.Rang("front door", 2));
    List<Signal> added = List.of(new Signal.Flashed("red"));
    assertThat(Golden.<Signal>read(Golden.write(reconfigured, added)).values(reconfigured))
        .isEqualTo(added);
  }

  @Test
  void refusesValuesOfACaseThatIsGone() {
    assertThatThrownBy(() -> Golden.named("errand-1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "The state holds values of io.rtoto.jobs.state.Errand$Carry, which is gone.");
  }

  @Test
  void refusesValuesOfARecordThatIsNoCaseAnyMore() throws Exception {
    Golden<Signal> old =
        Golden.read(
            Golden.write(
                new SealedTypeSerializer<>(Signal.class, List.of(strangerAmongTheCases())),
                List.of()));

    assertThat(now(Signal.class, old).isIncompatible()).isTrue();
  }

  @Test
  void refusesValuesWhoseFieldHasAnotherType() throws Exception {
    Golden<Meter> old = Golden.named("meter-1");

    assertThat(now(Meter.class, old).isIncompatible()).isTrue();
  }

  @Test
  void passesOverAFieldThatIsGone() throws Exception {
    RecordSerializer<Signal.Place> then =
        new RecordSerializer<>(
            Signal.Place.class,
            List.of(
                RecordSerializer.Field.of("country", TextSerializer.INSTANCE),
                RecordSerializer.Field.of("name", TextSerializer.INSTANCE)));
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeByte(0);
    TextSerializer.INSTANCE.serialize("Taiwan", out);
    TextSerializer.INSTANCE.serialize("web", out);

    assertThat(then.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(new Signal.Place("web", null));
    assertThat(
            RecordSerializer.of(Signal.Place.class, new SerializerConfigImpl())
                .snapshotConfiguration()
                .resolveSchemaCompatibility(then.snapshotConfiguration())
                .isCompatibleAfterMigration())
        .isTrue();
  }

  @Test
  void marksEachOfTheMostFieldsThatARecordMayHaveAndTakesNoMore() throws Exception {
    List<RecordSerializer.Field> fields = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      fields.add(RecordSerializer.Field.of("gone" + i, TextSerializer.INSTANCE));
    }
    fields.add(RecordSerializer.Field.of("name", TextSerializer.INSTANCE));
    RecordSerializer<Signal.Place> most = new RecordSerializer<>(Signal.Place.class, fields);
    DataOutputSerializer out = new DataOutputSerializer(64);
    most.serialize(new Signal.Place("web", null), out);

    assertThat(most.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo(new Signal.Place("web", null));
    fields.add(RecordSerializer.Field.of("street", TextSerializer.INSTANCE));
    assertThatThrownBy(() -> new RecordSerializer<>(Signal.Place.class, fields))
        .hasMessageContaining("Place has 65 fields; expected 64 at most.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 20_000})
  void givesBackATextOfAnyLength(int length) throws Exception {
    for (String part : List.of("a", "é", "鞋", "👟")) {
      String text = part.repeat(length);
      DataOutputSerializer out = new DataOutputSerializer(64);
      TextSerializer.INSTANCE.serialize(text, out);

      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      assertThat(TextSerializer.INSTANCE.deserialize(in)).isEqualTo(text);
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void refusesValuesOfAnotherInterface() throws Exception {
    Golden<Signal> old = Golden.named("meter-1");

    assertThat(now(Signal.class, old).isIncompatible()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 19", "2, 29"})
  void readsTheCustomerEventsOfEveryVersion(int version, int cases) throws Exception {
    Golden<CustomerEvent> old = Golden.named("customer-event-" + version);

    assertThat(now(CustomerEvent.class, old).isIncompatible()).isFalse();
    assertThat(old.values()).hasSize(cases).doesNotContainNull();
  }

  @Test
  void readsTheNotesFromBeforeMostWereBrief() throws Exception {
    Golden<LeafNote> old = Golden.named("leaf-note-1");

    assertThat(now(LeafNote.class, old).isCompatibleAfterMigration()).isTrue();
    assertThat(old.values()).hasSize(2).noneMatch(note -> note.leaf() == null);
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void readsTheJournalEntriesOfEveryVersion(int version) throws Exception {
    Golden<JournalEntry> old = Golden.named("journal-entry-" + version);

    assertThat(now(JournalEntry.class, old).isIncompatible()).isFalse();
    assertThat(old.values()).hasSize(7).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "2, 7"})
  void readsTheFactsThatMeasureRemembers(int version, int cases) throws Exception {
    Golden<Fact> old = Golden.named("measured-fact-" + version);

    assertThat(now(Fact.class, old).isIncompatible()).isFalse();
    assertThat(old.values()).hasSize(cases).doesNotContainNull();
  }

  @Test
  void readsConsentThatWasWithdrawnBeforeItWasToldOfWhatAsAllThereIs() throws Exception {
    assertThat(Golden.<Fact>named("measured-fact-1").values())
        .filteredOn(Fact.ConsentTold.class::isInstance)
        .singleElement()
        .satisfies(
            fact ->
                assertThat(((Fact.ConsentTold) fact).consents())
                    .containsExactly(new Consent(Purpose.MARKETING, null, false)));
  }

  @Test
  void readsWhatMeasureRemembersOfCustomersRulesAndMinutes() throws Exception {
    reads(KeptAccount.class, "kept-account-1", Golden.ACCOUNT);
    reads(KeptScorecard.class, "kept-scorecard-1", Golden.SCORECARD);
    reads(KeptFigures.class, "kept-figures-1", Golden.FIGURES);
    reads(KeptAsked.class, "kept-asked-1", Golden.ASKED);
    reads(KeptPlace.class, "kept-place-1", Golden.PLACE);
  }

  private static <T> void reads(Class<T> type, String name, T value) throws Exception {
    Golden<T> old = Golden.named(name);
    assertThat(now(type, old).isIncompatible()).isFalse();
    assertThat(old.values()).containsExactly(value);
  }

  @Test
  void readsRulesThatWereInForceBeforeRulesWereSealed() throws Exception {
    Golden<RuleBundle> old = Golden.named("rule-bundle-1");

    assertThat(now(RuleBundle.class, old).isIncompatible()).isFalse();
    assertThat(old.values())
        .singleElement()
        .satisfies(
            bundle -> {
              assertThat(bundle.version()).isEqualTo("19fe03aa5c81");
              assertThat(bundle.seal()).isNull();
              assertThat(bundle.number()).isZero();
            });
  }

  @Test
  void readsRulesInForceWithTheirSealAndWhichWereAcceptedLast() throws Exception {
    Golden<RuleBundle> bundles = Golden.named("rule-bundle-2");
    Golden<Place> places = Golden.named("rules-place-1");

    assertThat(now(RuleBundle.class, bundles).isIncompatible()).isFalse();
    assertThat(bundles.values()).containsExactly(Golden.SEALED);
    assertThat(now(Place.class, places).isIncompatible()).isFalse();
    assertThat(places.values()).containsExactly(new Place(7, "9f86d081884c7d65", false));
  }

  @Test
  void readsWhoStandsForRulesInForceAndWhetherThoseAfterThemMustBeApproved() throws Exception {
    Golden<RuleBundle> bundles = Golden.named("rule-bundle-3");
    Golden<Place> places = Golden.named("rules-place-2");

    assertThat(now(RuleBundle.class, bundles).isIncompatible()).isFalse();
    assertThat(bundles.values()).containsExactly(Golden.APPROVED);
    assertThat(now(Place.class, places).isIncompatible()).isFalse();
    assertThat(places.values()).containsExactly(new Place(7, "9f86d081884c7d65", true));
  }

  @Test
  void readsRulesInForceWithTheirCases() throws Exception {
    reads(RuleBundle.class, "rule-bundle-4", Golden.WITH_CASES);
  }

  @Test
  void readsWhichRulesAreSuspended() throws Exception {
    Golden<SuspendedRule> old = Golden.named("suspended-rule-1");

    assertThat(now(SuspendedRule.class, old).isIncompatible()).isFalse();
    assertThat(old.values())
        .containsExactly(new SuspendedRule("4be1a90c77d2", "retail.cart_abandoned.rescue"));
  }

  @ParameterizedTest
  @ValueSource(classes = {CustomerEvent.class, JournalEntry.class, Signal.class})
  void givesBackEveryCaseAsItWas(Class<?> type) throws Exception {
    assertThatItGivesBack(type);
  }

  @Test
  void readsARecordThatHoldsASealedInterface() throws Exception {
    TypeSerializer<IdentifiedEvent> serializer = Golden.serializer(IdentifiedEvent.class);
    List<IdentifiedEvent> events = List.of(Samples.of(IdentifiedEvent.class));

    assertThat(Golden.<IdentifiedEvent>read(Golden.write(serializer, events)).values())
        .isEqualTo(events);
  }

  private static <T> void assertThatItGivesBack(Class<T> type) throws IOException {
    TypeSerializer<T> serializer = Golden.serializer(type);
    List<T> values = Samples.ofEveryCase(type);

    Golden<T> written = Golden.read(Golden.write(serializer, values));

    assertThat(written.values(serializer.duplicate())).isEqualTo(values);
    assertThat(now(type, written).isCompatibleAsIs()).isTrue();
  }

  private static <T> TypeSerializerSchemaCompatibility<T> now(Class<T> type, Golden<T> old) {
    return Golden.serializer(type)
        .snapshotConfiguration()
        .resolveSchemaCompatibility(old.snapshot());
  }

  /** As if Meter.Reading had been a case of Signal once. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static SealedTypeSerializer.Case<Signal> strangerAmongTheCases() {
    return new SealedTypeSerializer.Case(
        Meter.Reading.class, Golden.serializer(Meter.Reading.class));
  }
}
