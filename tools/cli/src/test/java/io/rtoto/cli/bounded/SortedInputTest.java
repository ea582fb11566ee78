package io.rtoto.cli.bounded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.formats.WrongFormat;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SortedInputTest {
  private static final String HEADER = "user_id,item_id,category_id,behavior,ts";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void setsAsideALineThatItCannotReadWithFileAndLine() throws IOException {
    Path one = write("one.csv", HEADER, "5,6,7,pv,1511658000", "", "5,6,7,px,1511658001");
    Path two = write("two.csv", "nonsense", "5,6,7,buy,1511657000");
    try (SortedInput input = read(InputFormat.TAOBAO, one, two)) {
      assertThat(input.lines()).isEqualTo(6);
      assertThat(input.events()).isEqualTo(4);
      List<JsonNode> calls = new ArrayList<>();
      List<JsonNode> letters = new ArrayList<>();
      input.forEach(
          (topic, key, message) ->
              (topic == Topic.DEAD_LETTERS ? letters : calls).add(JSON.readTree(message)));
      assertThat(calls)
          .extracting(call -> call.path("messageId").asText())
          .containsExactly("two.csv:0000000002", "one.csv:0000000002");
      assertThat(letters)
          .extracting(letter -> letter.path("detail").asText())
          .containsExactly(
              one + ", line 4: behavior is px; expected one of pv, cart, fav, buy.",
              two + ", line 1: Expected 5 values, but found 1.");
      assertThat(letters)
          .extracting(letter -> letter.path("original").asText())
          .containsExactly("5,6,7,px,1511658001", "nonsense");
      assertThat(letters)
          .extracting(letter -> letter.path("offset").asLong())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void setsAsideASegmentLineThatIsNoJsonWithFileAndLine() throws IOException {
    Path one = write("one.jsonl", "{\"type\":\"page\"}");
    Path two = write("two.jsonl", "{\"type\":\"page\"}", "", "{\"type\":\"page");
    try (SortedInput input = read(InputFormat.SEGMENT, one, two)) {
      assertThat(input.events()).isEqualTo(3);
      List<JsonNode> letters = new ArrayList<>();
      input.forEach(
          (topic, key, message) -> {
            if (topic == Topic.DEAD_LETTERS) {
              assertThat(key).isEqualTo("not_json");
              letters.add(JSON.readTree(message));
            }
          });
      assertThat(letters).hasSize(1);
      assertThat(letters.get(0).path("reason").asText()).isEqualTo("not_json");
      assertThat(letters.get(0).path("detail").asText())
          .startsWith(two + ", line 3: The message is not JSON at line 1, column ");
      assertThat(letters.get(0).path("original").asText()).isEqualTo("{\"type\":\"page");
    }
  }

  @Test
  void refusesAFileOfWhoseFirstLinesNoneIsOfTheFormat() throws IOException {
    Path calls = write("calls.jsonl", "{\"type\":\"page\"}", "{\"type\":\"page\"}");
    assertThatThrownBy(() -> read(InputFormat.TAOBAO, calls))
        .isInstanceOf(WrongFormat.class)
        .hasMessage(
            calls
                + " is no taobao file: its first line is {\"type\":\"page\"}; expected the columns"
                + " user_id, item_id, category_id, behavior, ts. Maybe --format segment.");
    Path rows = write("rows.csv", HEADER + ",x\u001b[31m" + "y".repeat(99));
    assertThatThrownBy(() -> read(InputFormat.SEGMENT, rows))
        .isInstanceOf(WrongFormat.class)
        .hasMessage(
            rows
                + " is no segment file: its first line is "
                + HEADER
                + ",x?[31m"
                + "y".repeat(14)
                + "...; expected a JSON object, such as {\"type\":\"track\", ...}. Maybe --format"
                + " taobao.");
  }

  @Test
  void refusesAnotherFormatAfterTenLinesAndNotEarlier() throws IOException {
    List<String> lines = new ArrayList<>(Collections.nCopies(9, "nonsense"));
    lines.add("5,6,7,pv,1511658000");
    try (SortedInput input = read(InputFormat.TAOBAO, write("nine.csv", lines))) {
      assertThat(input.events()).isEqualTo(10);
    }
    lines.add(0, "nonsense");
    Path ten = write("ten.csv", lines);
    assertThatThrownBy(() -> read(InputFormat.TAOBAO, ten))
        .isInstanceOf(WrongFormat.class)
        .hasMessageEndingWith("behavior, ts.");
  }

  @Test
  void holdsNothingWhereAllLinesAreBlank() throws IOException {
    try (SortedInput input = read(InputFormat.SEGMENT, write("blank.jsonl", "", " \t", ""))) {
      assertThat(input.lines()).isEqualTo(3);
      assertThat(input.events()).isZero();
    }
  }

  private SortedInput read(InputFormat format, Path... files) throws IOException {
    RunRequest request =
        new RunRequest(
            List.of(files), format, folder, null, null, Duration.ZERO, folder, null, List.of(), 1);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Progress silent = new Progress(nowhere, false, InstantSource.fixed(Instant.EPOCH));
    return SortedInput.read(request, folder.resolve("work"), silent);
  }

  private Path write(String name, String... lines) throws IOException {
    return write(name, List.of(lines));
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }
}
