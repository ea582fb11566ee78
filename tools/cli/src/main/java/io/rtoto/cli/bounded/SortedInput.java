package io.rtoto.cli.bounded;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.SourceFile;
import io.rtoto.cli.formats.UnreadableLine;
import io.rtoto.cli.formats.WrongFormat;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.cli.lines.TimeKey;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Arrival;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input files as one stream of calls in order of event time. A call whose time cannot be read
 * stays where it stands: at the time of the line before it. Lines that the format cannot read, or
 * that are no JSON, come last, as dead letters; blank lines are nothing.
 */
final class SortedInput implements Closeable {
  /** Takes calls. */
  @FunctionalInterface
  interface Sink {
    void accept(Topic topic, @Nullable String key, byte[] call) throws IOException;
  }

  private static final Messages<DeadLetter> DEAD_LETTERS = Messages.of(DeadLetter.class);
  private static final int LONGEST_LABEL = 80;
  // So many digits has a number of a line in a key, that keys sort as the lines stand.
  private static final int DIGITS = 19;

  private final RunRequest request;
  private final SegmentReader reader;
  private final LineSorter sorter;
  private final LineSorter unreadable;
  private final Map<String, Integer> labels = new HashMap<>();
  private long lines;
  private long calls;
  private long refused;
  private Instant before = Instant.EPOCH;
  private @Nullable Instant last;

  private SortedInput(RunRequest request, LineSorter sorter, LineSorter unreadable) {
    this.request = request;
    this.sorter = sorter;
    this.unreadable = unreadable;
    // As the job will judge them: what it takes needs its place in time.
    EngageSettings judge = EngageSettings.defaults("");
    this.reader =
        new SegmentReader(judge.latestEvent(), judge.defaultCurrency(), judge.names().naming());
  }

  /**
   * Reads all input files.
   *
   * @throws WrongFormat when one of them is not of the format that was asked for
   */
  static SortedInput read(RunRequest request, Path workplace, Progress progress)
      throws IOException {
    SortedInput input =
        new SortedInput(
            request, new LineSorter(workplace, "input"), new LineSorter(workplace, "unreadable"));
    try {
      for (Path file : request.inputs()) {
        new SourceFile(file, request.format(), input.label(file))
            .read(new Intake(input, file, input.lines, progress));
      }
    } catch (UncheckedIOException e) {
      input.close();
      throw e.getCause();
    } catch (IOException | CommandFailure | WrongFormat e) {
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
    return calls + refused;
  }

  /** The time of the latest sound event; the epoch when there is none. */
  Instant last() {
    return last == null ? Instant.EPOCH : last;
  }

  /** Gives out the calls, in order, and then the dead letters. */
  void forEach(Sink sink) throws IOException {
    sorter.forEach(
        (key, call) -> {
          JsonNode tree = SourceFile.tree(call);
          sink.accept(SegmentRouting.topicOf(tree), SegmentRouting.keyOf(tree), call);
        });
    long[] number = {calls};
    unreadable.forEach(
        (key, line) -> {
          Reason reason = Reason.valueOf(key.substring(DIGITS, key.indexOf(' ', DIGITS)));
          sink.accept(
              Topic.DEAD_LETTERS,
              reason.code(),
              DEAD_LETTERS.write(
                  DeadLetter.of(
                      // It was on no topic: it goes by its number behind all calls.
                      new Arrival(Topic.CLICKSTREAM.topicName(), -1, number[0]++, line),
                      reason,
                      key.substring(DIGITS + reason.name().length() + 1),
                      "intake")));
        });
  }

  @Override
  public void close() throws IOException {
    sorter.close();
    unreadable.close();
  }

  /**
   * Takes what a file holds, and tells how far it has come.
   *
   * @param before how many lines the files before it have
   */
  private record Intake(SortedInput input, Path file, long before, Progress progress)
      implements SourceFile.Taker {
    @Override
    public void call(byte[] call) {
      try {
        input.take(call, place(input.lines - before + 1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void unreadable(long number, byte[] line, UnreadableLine why) throws IOException {
      input.refuse(line, Reason.SCHEMA, place(number) + why.getMessage());
    }

    private String place(long number) {
      return file + ", line " + number + ": ";
    }

    @Override
    public void passed() {
      input.lines++;
      progress.reached(input.lines);
    }
  }

  private void refuse(byte[] line, Reason reason, String why) throws IOException {
    if (request.covers(before)) {
      refused++;
      String number = String.format(Locale.ROOT, "%0" + DIGITS + "d", refused);
      unreadable.add(number + reason.name() + " " + why, line);
    }
  }

  private void take(byte[] call, String place) throws IOException {
    SegmentReader.Reading reading =
        reader.read(SegmentRouting.topicOf(SourceFile.tree(call)), call);
    if (reading instanceof SegmentReader.Refused r && r.reason() == Reason.NOT_JSON) {
      refuse(call, r.reason(), place + r.detail());
      return;
    }
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
    calls++;
    sorter.add(TimeKey.of(before) + messageId, call);
  }

  /** Names the file in ids; a name that comes again gets a number, so that ids stay unique. */
  private String label(Path file) {
    String name = String.valueOf(file.getFileName());
    String shortened = name.length() > LONGEST_LABEL ? name.substring(0, LONGEST_LABEL) : name;
    int times = labels.merge(shortened, 1, Integer::sum);
    return times == 1 ? shortened : shortened + "~" + times;
  }
}
