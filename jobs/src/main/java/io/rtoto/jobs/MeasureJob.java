package io.rtoto.jobs;

import io.rtoto.jobs.io.Sinks;
import io.rtoto.jobs.io.Sources;
import io.rtoto.jobs.measurement.AccountFunction;
import io.rtoto.jobs.measurement.Asked;
import io.rtoto.jobs.measurement.AskedFunction;
import io.rtoto.jobs.measurement.Change;
import io.rtoto.jobs.measurement.Entry;
import io.rtoto.jobs.measurement.FiguresChange;
import io.rtoto.jobs.measurement.FiguresFunction;
import io.rtoto.jobs.measurement.FirstOfEachFunction;
import io.rtoto.jobs.measurement.News;
import io.rtoto.jobs.measurement.PlaceFunction;
import io.rtoto.jobs.measurement.RoutingFunction;
import io.rtoto.jobs.measurement.ScorecardFunction;
import io.rtoto.jobs.measurement.Word;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.scorecards.Scorecard;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Did it help? From what was decided and what came of it to scorecards and figures. */
public final class MeasureJob {
  /** All that measure reads. */
  public static final List<Topic> SOURCES =
      List.of(
          Topic.JOURNAL,
          Topic.DECISIONS,
          Topic.DEAD_LETTERS,
          Topic.IDENTITIES,
          Topic.RULES,
          Topic.RULE_HISTORY);

  private final MeasureSettings settings;

  private MeasureJob(MeasureSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs measure on the cluster that this is submitted to.
   *
   * @param arguments settings, such as {@code --kafka broker:9092}
   */
  public static void main(String[] arguments) throws Exception {
    MeasureSettings settings = MeasureSettings.read(arguments, System.getenv());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(EngageTuning.configuration());
    assemble(environment, settings);
    environment.execute("measure");
  }

  /** Adds measure to an environment: the whole topology, from topics to topics. */
  public static void assemble(StreamExecutionEnvironment environment, MeasureSettings settings) {
    new MeasureJob(settings)
        .assemble(
            Sources.newsInTime(environment, settings),
            Sources.newsWithoutTime(environment, settings));
  }

  private void assemble(DataStream<News> inTime, DataStream<News> withoutTime) {
    SingleOutputStreamOperator<Word> routed = whatCounts(inTime, withoutTime);
    SingleOutputStreamOperator<Change> accounts = whatFollows(whoIsThatNow(routed));
    Sinks.scorecards(
        whatDidItBring(
            accounts.union(
                routed.getSideOutput(RoutingFunction.SCORECARDS),
                whichRulesWereAsked(routed.getSideOutput(RoutingFunction.ASKED)))),
        settings);
    Sinks.figures(
        whatHappened(
            accounts
                .getSideOutput(AccountFunction.FIGURES)
                .union(routed.getSideOutput(RoutingFunction.FIGURES))),
        settings);
  }

  private SingleOutputStreamOperator<Word> whatCounts(
      DataStream<News> inTime, DataStream<News> withoutTime) {
    DataStream<News> once =
        inTime
            .filter(News::isDecidedOrNot)
            .uid("decided")
            .name("What was decided")
            .union(
                withoutTime
                    .filter(news -> news instanceof News.Refused)
                    .uid("refused")
                    .name("What was refused"))
            .keyBy(News::id)
            .process(new FirstOfEachFunction(settings), RecordTypes.of(News.class))
            .uid("first-of-each")
            .name("Is it told for the first time?");
    return inTime
        .filter(news -> !news.isDecidedOrNot())
        .uid("applied")
        .name("What was applied")
        .union(
            withoutTime
                .filter(news -> !(news instanceof News.Refused))
                .uid("known")
                .name("Who is who, and the rules"),
            once)
        .process(new RoutingFunction(settings), RecordTypes.of(Word.class))
        .uid("routing")
        .name("What counts?");
  }

  private DataStream<Entry> whoIsThatNow(DataStream<Word> words) {
    return words
        .keyBy(Word::customerId)
        .process(new PlaceFunction(settings), RecordTypes.of(Entry.class))
        .uid("place")
        .name("Who is that by now?");
  }

  private SingleOutputStreamOperator<Change> whatFollows(DataStream<Entry> entries) {
    return entries
        .keyBy(Entry::customerId)
        .process(new AccountFunction(settings), RecordTypes.of(Change.class))
        .uid("account")
        .name("What follows from what is known of a customer?");
  }

  private DataStream<Change> whichRulesWereAsked(DataStream<Asked> asked) {
    return asked
        .keyBy(Asked::key)
        .process(new AskedFunction(settings), RecordTypes.of(Change.class))
        .uid("asked")
        .name("Which rules were asked?");
  }

  private DataStream<Scorecard> whatDidItBring(DataStream<Change> changes) {
    return changes
        .keyBy(Change::key)
        .process(new ScorecardFunction(settings), RecordTypes.of(Scorecard.class))
        .uid("scorecard")
        .name("What did the rule bring?");
  }

  private DataStream<FiguresChange> whatHappened(DataStream<Change> changes) {
    return changes
        .keyBy(Change::key)
        .process(new FiguresFunction(settings), RecordTypes.of(FiguresChange.class))
        .uid("figures-of-a-minute")
        .name("What happened in that minute?");
  }
}
