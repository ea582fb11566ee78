package io.rtoto.cli.bounded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rtoto.cli.CommandFailure;
import io.rtoto.cli.formats.LineReader;
import io.rtoto.cli.lines.InputLines;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.cli.lines.TimeKey;
import io.rtoto.jobs.EngageSettings;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input files as one stream of calls in order of event time. A line whose time cannot be read
 * stays where it stands: at the time of the line before it.
 */
final class SortedInput implements Closeable {
  /** Takes calls. */
  @FunctionalInterface
  interface Sink {
    void accept(Topic topic, @Nullable String key, byte[] call) throws IOException;
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_LABEL = 80;

  private final RunRequest request;
  private final SegmentReader reader;
  private final LineSorter sorter;
  private final Map<String, Integer> labels = new HashMap<>();
  private long lines;
  private long events;
  private Instant before = Instant.EPOCH;
  private @Nullable Instant last;

  private SortedInput(RunRequest request, LineSorter sorter) {
    this.request = request;
    this.sorter = sorter;
    // As the job will judge them: what it takes needs its place in time.
    EngageSettings judge = EngageSettings.defaults("");
    this.reader =
        new SegmentReader(judge.latestEvent(), judge.defaultCurrency(), judge.names().naming());
  }

  /** Reads all input files. */
  static SortedInput read(RunRequest request, Path workplace, Progress progress)
      throws IOException {
    SortedInput input = new SortedInput(request, new LineSorter(workplace, "input"));
    try {
      for (Path file : request.inputs()) {
        input.read(file, progress);
      }
    } catch (UncheckedIOException e) {
      input.close();
      throw e.getCause();
    } catch (IOException | CommandFailure e) {
      input.close();
      throw e;
    }
    return input;
  }

  /** How many lines the files have. */
  long lines() {
    return lines;
  }

  /** How many events they hold, within the time asked for. */
  long events() {
    return events;
  }

  /** The time of the latest sound event; the epoch when there is none. */
  Instant last() {
    return last == null ? Instant.EPOCH : last;
  }

  /** Gives out the calls, in order. */
  void forEach(Sink sink) throws IOException {
    sorter.forEach(
        (key, call) -> {
          JsonNode tree = tree(call);
          sink.accept(SegmentRouting.topicOf(tree), SegmentRouting.keyOf(tree), call);
        });
  }

  @Override
  public void close() throws IOException {
    sorter.close();
  }

  private void read(Path file, Progress progress) throws IOException {
    LineReader format = request.format().reader(label(file));
    try (InputLines in = InputLines.open(file)) {
      byte[] line = in.next();
      for (long number = 1; line != null; number++) {
        format.read(number, line, this::take);
        lines++;
        progress.reached(lines);
        line = in.next();
      }
    }
    format.end(this::take);
  }

  private void take(byte[] call) {
    SegmentReader.Reading reading = reader.read(SegmentRouting.topicOf(tree(call)), call);
    String messageId = "";
    boolean sound = reading instanceof SegmentReader.Sound;
    if (reading instanceof SegmentReader.Sound s) {
      before = s.event().occurrence().at();
      messageId = s.event().occurrence().messageId();
    }
    if (!request.covers(before)) {
      return;
    }
    if (sound && (last == null || before.isAfter(last))) {
      last = before;
    }
    events++;
    try {
      sorter.add(TimeKey.of(before) + messageId, call);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names the file in ids; a name that comes again gets a number, so that ids stay unique. */
  private String label(Path file) {
    String name = String.valueOf(file.getFileName());
    String shortened = name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL) : name;
    int times = labels.merge(shortened, 1, Integer::sum);
    return times == 1 ? shortened : shortened + "~" + times;
  }

  /** The call as a tree, to be routed by; the engine itself judges what is no JSON. */
  private static JsonNode tree(byte[] call) {
    try {
      return JSON.readTree(call);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
