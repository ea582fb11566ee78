package io.rtoto.jobs;

import io.rtoto.jobs.association.AssociationFunction;
import io.rtoto.jobs.association.Listing;
import io.rtoto.jobs.association.ListingFunction;
import io.rtoto.jobs.association.ProductQuestion;
import io.rtoto.jobs.association.ProductRouterFunction;
import io.rtoto.jobs.association.Stock;
import io.rtoto.jobs.association.Supply;
import io.rtoto.jobs.association.SupplyFunction;
import io.rtoto.jobs.engagement.EngagementFunction;
import io.rtoto.jobs.identity.ErasureFunction;
import io.rtoto.jobs.identity.LeafFunction;
import io.rtoto.jobs.identity.LeafMessage;
import io.rtoto.jobs.identity.Pseudonyms;
import io.rtoto.jobs.identity.RouterFunction;
import io.rtoto.jobs.intake.CatalogIntakeFunction;
import io.rtoto.jobs.intake.IdentityCommandsIntakeFunction;
import io.rtoto.jobs.intake.Intake;
import io.rtoto.jobs.intake.IntakeFunction;
import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.intake.RulesIntakeFunction;
import io.rtoto.jobs.io.SameTopicsFunction;
import io.rtoto.jobs.io.Sinks;
import io.rtoto.jobs.io.Sources;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.CustomerMessage;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.rulebundles.RuleBundle;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The hot job: from events to decisions. */
public final class EngageJob {
  /**
   * So long may wait, in milliseconds, what nobody waits for: the catalogue, the rules, dead
   * letters, repeats. Each stream between two machines has a thread that looks for what waits; at
   * the pace of the events those of all streams would cost more than the events. Where it is set of
   * a step on the events' way, the events themselves go on within the same thread.
   */
  private static final long UNHURRIED_MILLIS = 100;

  private final StreamExecutionEnvironment environment;
  private final EngageSettings settings;

  private EngageJob(StreamExecutionEnvironment environment, EngageSettings settings) {
    this.environment = environment;
    this.settings = settings;
  }

  /**
   * Runs engage on the cluster that this is submitted to.
   *
   * @param arguments settings, such as {@code --kafka broker:9092}
   */
  public static void main(String[] arguments) throws Exception {
    EngageSettings settings = EngageSettings.read(arguments, System.getenv());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(EngageTuning.configuration());
    assemble(environment, settings);
    environment.execute("engage");
  }

  /** Adds engage to an environment: the whole topology, from topics to topics. */
  public static void assemble(StreamExecutionEnvironment environment, EngageSettings settings) {
    new EngageJob(environment, settings).assemble();
  }

  private void assemble() {
    SingleOutputStreamOperator<SoundEvent> sound = isItSound();
    SingleOutputStreamOperator<CatalogChange> catalog = whatIsSold();
    SingleOutputStreamOperator<IdentifiedEvent> identified = whoIsThis(sound);
    DataStream<CustomerMessage> informed = whatGoesWithIt(identified, catalog);
    SingleOutputStreamOperator<IdentityCommand> commands = whatIsOrdered();
    DataStream<CustomerMessage> erasures = whoIsErased(commands);
    SingleOutputStreamOperator<RuleBundle> rules = whichRulesApply();
    SingleOutputStreamOperator<Decision> decisions = whatNow(informed, erasures, rules);

    Sinks.decisions(decisions, settings);
    Sinks.customers(decisions.getSideOutput(EngagementFunction.CUSTOMERS), settings);
    Sinks.journal(decisions.getSideOutput(EngagementFunction.JOURNAL), settings);
    Sinks.repeats(identified.getSideOutput(LeafFunction.JOURNAL), settings);
    Sinks.deadLetters(
        sound
            .getSideOutput(IntakeFunction.DEAD_LETTERS)
            .union(
                catalog.getSideOutput(IntakeFunction.DEAD_LETTERS),
                rules.getSideOutput(IntakeFunction.DEAD_LETTERS),
                commands.getSideOutput(IntakeFunction.DEAD_LETTERS),
                identified.getSideOutput(LeafFunction.DEAD_LETTERS)),
        settings);
  }

  private SingleOutputStreamOperator<SoundEvent> isItSound() {
    Pseudonyms pseudonyms = new Pseudonyms(settings.identitySecret());
    Intake intake =
        new Intake(
            settings.latestEvent(),
            settings.defaultCurrency(),
            settings.names(),
            pseudonyms::identifier);
    return Sources.events(environment, settings, intake)
        .map(new SameTopicsFunction(settings.bootstrapServers()))
        .returns(RecordTypes.of(Received.class))
        .uid("same-topics")
        .name("Stop when the topics are no longer the same")
        .process(new IntakeFunction(), RecordTypes.of(SoundEvent.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("intake")
        .name("Is it sound?");
  }

  private SingleOutputStreamOperator<CatalogChange> whatIsSold() {
    return Sources.catalog(environment, settings)
        .process(new CatalogIntakeFunction(), RecordTypes.of(CatalogChange.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("catalog-intake")
        .name("Is the catalogue's entry sound?");
  }

  private SingleOutputStreamOperator<IdentifiedEvent> whoIsThis(DataStream<SoundEvent> sound) {
    return sound
        .flatMap(new RouterFunction())
        .returns(RecordTypes.of(LeafMessage.class))
        .uid("router")
        .name("Ask each identifier that an event names")
        .keyBy(LeafMessage::key)
        .process(new LeafFunction(settings), RecordTypes.of(IdentifiedEvent.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("leaf")
        .name("Who is this?");
  }

  private SingleOutputStreamOperator<IdentityCommand> whatIsOrdered() {
    return Sources.identityCommands(environment, settings)
        .process(new IdentityCommandsIntakeFunction(), RecordTypes.of(IdentityCommand.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("identity-commands-intake")
        .name("Is the order sound?");
  }

  private DataStream<CustomerMessage> whoIsErased(DataStream<IdentityCommand> commands) {
    return commands
        .flatMap(new ErasureFunction(settings))
        .returns(RecordTypes.of(CustomerMessage.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("erasures")
        .name("Which customer is to be forgotten?");
  }

  private DataStream<CustomerMessage> whatGoesWithIt(
      DataStream<IdentifiedEvent> identified, DataStream<CatalogChange> catalog) {
    SingleOutputStreamOperator<ProductQuestion> questions =
        identified
            .process(new ProductRouterFunction(), RecordTypes.of(ProductQuestion.class))
            .uid("product-router")
            .name("Ask the product that an event is about");
    return questions
        .keyBy(ProductQuestion::productId)
        .connect(supply(catalog).keyBy(Supply::product))
        .process(new AssociationFunction(settings), RecordTypes.of(CustomerMessage.class))
        .uid("association")
        .name("What goes with it?")
        .union(questions.getSideOutput(ProductRouterFunction.NOTHING_TO_ADD));
  }

  private SingleOutputStreamOperator<RuleBundle> whichRulesApply() {
    return Sources.rules(environment, settings)
        .process(new RulesIntakeFunction(), RecordTypes.of(RuleBundle.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("rules-intake")
        .name("Is the rule bundle sound?");
  }

  private SingleOutputStreamOperator<Decision> whatNow(
      DataStream<CustomerMessage> informed,
      DataStream<CustomerMessage> erasures,
      DataStream<RuleBundle> rules) {
    return informed
        .union(erasures)
        .keyBy(CustomerMessage::customerId)
        .connect(rules.broadcast(EngagementFunction.RULES))
        .process(new EngagementFunction(settings), RecordTypes.of(Decision.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("engagement")
        .name("What now?");
  }

  private static DataStream<Supply> supply(DataStream<CatalogChange> catalog) {
    DataStream<Listing> listings =
        catalog
            .keyBy(CatalogChange::productId)
            .process(new ListingFunction(), RecordTypes.of(Listing.class))
            .setBufferTimeout(UNHURRIED_MILLIS)
            .uid("listings")
            .name("Which companions does a product list?");
    return catalog
        .map(Stock::of)
        .returns(RecordTypes.of(Stock.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("stock")
        .name("Can a product be delivered?")
        .keyBy(Stock::productId)
        .connect(listings.keyBy(Listing::companion))
        .process(new SupplyFunction(), RecordTypes.of(Supply.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("supply")
        .name("Tell a product which companions can be delivered");
  }
}
