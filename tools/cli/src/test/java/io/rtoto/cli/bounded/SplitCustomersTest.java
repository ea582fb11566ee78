package io.rtoto.cli.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.bounded.SpreadCustomers.Total;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who goes by several names is one customer in the end, the same as by one. */
final class SplitCustomersTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** After the last purchase. */
  private static final LocalDate JOINED = LocalDate.of(1998, 7, 2);

  /** Names in a row, each seen with the next. */
  private static final int CHAIN = 260;

  @TempDir private Path folder;

  @Test
  void areOneEachWhateverTheNamesTheyGoBy() throws IOException {
    SpreadCustomers customers = new SpreadCustomers(800, 3);

    Summary summary = run("spread", customers.calls());

    assertThat(summary.applied()).isEqualTo(customers.events());
    assertThat(summary.duplicates()).isEqualTo(customers.events());
    Map<Set<Identifier>, Total> totals = new HashMap<>();
    for (JsonNode one : customersOf("spread")) {
      totals.put(
          identifiers(one),
          new Total(
              one.path("events").asLong(),
              one.path("orders").asLong(),
              one.path("spendMinor").asLong()));
    }
    assertThat(totals).containsExactlyInAnyOrderEntriesOf(customers.totals());
    assertThat(totals.keySet()).anyMatch(names -> names.size() == 5);
  }

  /** In all that is told of them but the names: first and last purchase, what is due, and so on. */
  @Test
  @Tag("real-data")
  @Tag("slow")
  void ofCdnowComeToTheSameWhenSplitInThree() throws IOException {
    Path purchases = PublicData.file("cdnow/sample.txt.gz");

    Summary whole =
        run("whole", SplitPurchases.told(purchases, List.of(SplitPurchases.USER), JOINED));
    Summary split =
        run("split", SplitPurchases.told(purchases, SplitPurchases.THREE_NAMES, JOINED));

    assertThat(split.moments()).isEqualTo(whole.moments()).containsKey("AttritionRisen");
    List<JsonNode> wholes = customersOf("whole");
    List<JsonNode> splits = customersOf("split");
    assertThat(splits).hasSize(2_357).allMatch(one -> one.path("identifiers").size() == 3);
    assertThat(withoutNames(splits)).isEqualTo(withoutNames(wholes));
  }

  @Test
  void areCutWhereTheyGoByTooManyNames() throws IOException {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < CHAIN; i++) {
      chain.add(
          SplitPurchases.call(
                  i,
                  JOINED,
                  "\"userId\":\"u-%d\",\"anonymousId\":\"a-%d\"".formatted(i / 2, (i + 1) / 2))
              + ",\"type\":\"page\"}");
    }

    Summary summary = run("chain", chain);

    assertThat(summary.applied()).isEqualTo(CHAIN);
    assertThat(customersOf("chain"))
        .hasSizeGreaterThan(1)
        .hasSizeLessThan(CHAIN / 10)
        .allMatch(one -> one.path("events").asInt() <= Limits.DEFAULT.members());
  }

  private Summary run(String name, List<String> calls) throws IOException {
    Path input = Files.write(folder.resolve(name + ".jsonl"), calls);
    Summary summary =
        TrialRun.of(input, InputFormat.SEGMENT, Files.createDirectory(folder.resolve(name))).run();
    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.refused()).isZero();
    return summary;
  }

  private List<JsonNode> customersOf(String run) throws IOException {
    List<JsonNode> customers = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(run).resolve("customers.jsonl"))) {
      customers.add(JSON.readTree(line));
    }
    return customers;
  }

  private static List<JsonNode> withoutNames(List<JsonNode> customers) {
    return customers.stream()
        .map(one -> one.<ObjectNode>deepCopy().<JsonNode>without("identifiers"))
        .toList();
  }

  private static Set<Identifier> identifiers(JsonNode customer) {
    Set<Identifier> identifiers = new HashSet<>();
    for (JsonNode one : customer.path("identifiers")) {
      identifiers.add(
          new Identifier(
              IdentifierType.builtIn(one.path("type").asText()).orElseThrow(),
              one.path("hash").asText()));
    }
    return identifiers;
  }
}
