package io.rtoto.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.engagement.Remembered;
import io.rtoto.jobs.engagement.SuspendedRule;
import io.rtoto.jobs.identity.LeafNote;
import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.measurement.Fact;
import io.rtoto.jobs.measurement.KeptAccount;
import io.rtoto.jobs.measurement.KeptAsked;
import io.rtoto.jobs.measurement.KeptFigures;
import io.rtoto.jobs.measurement.KeptPlace;
import io.rtoto.jobs.measurement.KeptScorecard;
import io.rtoto.jobs.memory.Contributions;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A field that holds what one is read as that was not written is not written. So what that is must
 * never change: whatever older states do not tell would from then on be something else.
 */
final class DefaultsTest {
  private static final Path DEFAULTS =
      Path.of(
          System.getProperty("rtoto.root", ".."), "jobs/src/test/resources/golden/defaults.txt");
  private static final String WRITE = "defaults.write";

  @Test
  void areWhatTheyWereWhenStateWasWritten() throws IOException {
    String defaults = defaults();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DEFAULTS, defaults);
    }
    assertThat(DEFAULTS)
        .as(
            "A line that is new is of a new field: run with -Dtest.jvm.args=-D%s=true. One that is"
                + " another changes what older state says: leave its default, and add a field.",
            WRITE)
        .hasContent(defaults);
  }

  /** Of each field of each record that is remembered, what it is when it was not written. */
  private static String defaults() throws IOException {
    Set<Class<?>> records = new TreeSet<>(Comparator.comparing(Class::getName));
    for (Class<?> root :
        List.of(
            Remembered.class,
            Contributions.Member.class,
            LeafNote.class,
            Placed.class,
            SuspendedRule.class,
            RuleBundle.class,
            Place.class,
            Fact.class,
            KeptAccount.class,
            KeptScorecard.class,
            KeptFigures.class,
            KeptAsked.class,
            KeptPlace.class)) {
      gather(root, records);
    }
    StringBuilder lines = new StringBuilder();
    for (Class<?> record : records) {
      lines.append(defaults(record));
    }
    return lines.toString();
  }

  private static void gather(Type type, Set<Class<?>> records) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(part -> gather(part, records));
    } else if (type instanceof Class<?> simple && simple.isSealed()) {
      Stream.of(simple.getPermittedSubclasses()).forEach(each -> gather(each, records));
    } else if (type instanceof Class<?> simple && simple.isRecord() && records.add(simple)) {
      Stream.of(simple.getRecordComponents())
          .forEach(component -> gather(component.getGenericType(), records));
    }
  }

  private static <T> String defaults(Class<T> record) throws IOException {
    RecordComponent[] components = record.getRecordComponents();
    byte[] nothingWritten = new byte[(components.length + Byte.SIZE - 1) / Byte.SIZE];
    Arrays.fill(nothingWritten, (byte) -1);
    String name = record.getName().substring(record.getPackageName().length() + 1);
    T nothing;
    try {
      nothing =
          RecordSerializer.of(record, new SerializerConfigImpl())
              .deserialize(new DataInputDeserializer(nothingWritten));
    } catch (IOException refused) {
      return name + " is never of nothing\n";
    }
    StringBuilder lines = new StringBuilder();
    tell(name, nothing, lines);
    return lines.toString();
  }

  /** What stands there instead of a record is told field by field, since it too gains some. */
  private static void tell(String name, @Nullable Object held, StringBuilder lines) {
    if (!(held instanceof Record)) {
      lines.append("%s = %s\n".formatted(name, held));
      return;
    }
    for (RecordComponent component : held.getClass().getRecordComponents()) {
      tell(name + "." + component.getName(), of(component, held), lines);
    }
  }

  private static @Nullable Object of(RecordComponent component, Object held) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(held);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " cannot be read.", e);
    }
  }
}
