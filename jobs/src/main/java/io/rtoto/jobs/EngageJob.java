package io.rtoto.jobs;

import io.rtoto.jobs.association.AboutArticle;
import io.rtoto.jobs.association.Answered;
import io.rtoto.jobs.association.Article;
import io.rtoto.jobs.association.ArticleAsked;
import io.rtoto.jobs.association.ArticleFunction;
import io.rtoto.jobs.association.AssociationFunction;
import io.rtoto.jobs.association.AssociationMessage;
import io.rtoto.jobs.association.CategoryMessage;
import io.rtoto.jobs.association.ListingFunction;
import io.rtoto.jobs.association.Popularity;
import io.rtoto.jobs.association.PopularityFunction;
import io.rtoto.jobs.association.ProductRouterFunction;
import io.rtoto.jobs.association.SoldOutFunction;
import io.rtoto.jobs.association.Supply;
import io.rtoto.jobs.association.TrailFunction;
import io.rtoto.jobs.association.VisitFunction;
import io.rtoto.jobs.audience.AudienceFunction;
import io.rtoto.jobs.engagement.EngagementFunction;
import io.rtoto.jobs.identity.LeafFunction;
import io.rtoto.jobs.identity.LeafMessage;
import io.rtoto.jobs.identity.OrderFunction;
import io.rtoto.jobs.identity.RouterFunction;
import io.rtoto.jobs.identity.TriggerFunction;
import io.rtoto.jobs.intake.CatalogIntakeFunction;
import io.rtoto.jobs.intake.IdentityCommandsIntakeFunction;
import io.rtoto.jobs.intake.Intake;
import io.rtoto.jobs.intake.IntakeFunction;
import io.rtoto.jobs.intake.PublicationIntakeFunction;
import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.intake.TrustedPublishers;
import io.rtoto.jobs.io.SameTopicsFunction;
import io.rtoto.jobs.io.Sinks;
import io.rtoto.jobs.io.Sources;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.AudienceChange;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.naming.Pseudonyms;
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

  /**
   * What a visitor waits for on a page goes on at once, in milliseconds. Even one would cost more:
   * a thread for each stream between two machines wakes a thousand times a second to look for it.
   */
  private static final long AWAITED_MILLIS = 0;

  private final StreamExecutionEnvironment environment;
  private final EngageSettings settings;
  private final boolean joining;

  private EngageJob(
      StreamExecutionEnvironment environment, EngageSettings settings, boolean joining) {
    this.environment = environment;
    this.settings = settings;
    this.joining = joining;
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
    new EngageJob(environment, settings, true).assemble();
  }

  /**
   * The same, where every event is its strongest identifier's, and nobody is joined, parted or
   * erased: what identity costs is measured against it. Not for customers.
   */
  public static void assembleWithoutJoining(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    new EngageJob(environment, settings, false).assemble();
  }

  private void assemble() {
    SingleOutputStreamOperator<SoundEvent> sound = isItSound();
    SingleOutputStreamOperator<CatalogChange> catalog = whatIsSold();
    SingleOutputStreamOperator<PlacedCommand> commands = whatIsOrdered();
    SingleOutputStreamOperator<CustomerMessage> identified = whoIsThis(sound, commands);
    DataStream<Article> articles = articles(catalog);
    DataStream<CustomerMessage> answers = whatGoesWithIt(identified, catalog, articles);
    SingleOutputStreamOperator<Publication> published = whatIsInForce();
    SingleOutputStreamOperator<Decision> decisions =
        whatNow(identified.union(answers), published.union(whatIsSoldOut(articles)));

    Sinks.identityLoop(identified.getSideOutput(LeafFunction.LOOP), settings);
    Sinks.remarks(decisions.getSideOutput(EngagementFunction.REMARKS), settings);
    Sinks.identityCommands(whatToOrder(identified, decisions), settings);
    Sinks.identityLedger(identified.getSideOutput(LeafFunction.LEDGER), settings);
    Sinks.identities(identified.getSideOutput(LeafFunction.IDENTITIES), settings);
    Sinks.decisions(decisions, settings);
    Sinks.rehearsedDecisions(decisions.getSideOutput(EngagementFunction.REHEARSED), settings);
    Sinks.ruleReports(decisions.getSideOutput(EngagementFunction.REPORTS), settings);
    Sinks.customers(decisions.getSideOutput(EngagementFunction.CUSTOMERS), settings);
    Sinks.audiences(
        whoIsDrawnToIt(decisions.getSideOutput(EngagementFunction.INTERESTS)), settings);
    Sinks.journal(decisions.getSideOutput(EngagementFunction.JOURNAL), settings);
    Sinks.repeats(identified.getSideOutput(LeafFunction.JOURNAL), settings);
    Sinks.deadLetters(
        sound
            .getSideOutput(IntakeFunction.DEAD_LETTERS)
            .union(
                catalog.getSideOutput(IntakeFunction.DEAD_LETTERS),
                published.getSideOutput(IntakeFunction.DEAD_LETTERS),
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

  private SingleOutputStreamOperator<PlacedCommand> whatIsOrdered() {
    return Sources.identityCommands(environment, settings)
        .process(
            new IdentityCommandsIntakeFunction(settings.latestEvent()),
            RecordTypes.of(PlacedCommand.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("identity-commands-intake")
        .name("Is the order sound?");
  }

  private SingleOutputStreamOperator<CustomerMessage> whoIsThis(
      DataStream<SoundEvent> sound, DataStream<PlacedCommand> commands) {
    DataStream<LeafMessage> routed =
        sound
            .flatMap(new RouterFunction(joining))
            .returns(RecordTypes.of(LeafMessage.class))
            .setBufferTimeout(AWAITED_MILLIS)
            .uid("router")
            .name("Ask each identifier that an event names");
    DataStream<LeafMessage> triggers =
        commands
            .flatMap(new TriggerFunction())
            .returns(RecordTypes.of(LeafMessage.class))
            .setParallelism(1)
            .uid("triggers")
            .name("Tell the identifiers that an order names");
    return routed
        .union(triggers, Sources.identityLoop(environment, settings))
        .keyBy(LeafMessage::key)
        .connect(commands.broadcast(LeafFunction.COMMANDS))
        .process(new LeafFunction(settings, joining), RecordTypes.of(CustomerMessage.class))
        .uid("leaf")
        .name("Who is this?");
  }

  private DataStream<IdentityCommand> whatToOrder(
      SingleOutputStreamOperator<CustomerMessage> identified,
      SingleOutputStreamOperator<Decision> decisions) {
    return identified
        .getSideOutput(LeafFunction.ASKED)
        .connect(decisions.getSideOutput(EngagementFunction.ASKED))
        .process(new OrderFunction(), RecordTypes.of(IdentityCommand.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("orders")
        .name("Order what keeps identities apart");
  }

  /**
   * From a look to what goes with it: what is it, what was looked at before, what does the product
   * know of it, and with that, what goes with the visit? A visitor waits on a page for the answer.
   */
  private DataStream<CustomerMessage> whatGoesWithIt(
      DataStream<CustomerMessage> identified,
      DataStream<CatalogChange> catalog,
      DataStream<Article> articles) {
    SingleOutputStreamOperator<ArticleAsked> looks =
        articles
            .keyBy(Article::productId)
            .connect(looks(identified).union(listings(catalog)).keyBy(AboutArticle::articleId))
            .process(new ArticleFunction(settings), RecordTypes.of(ArticleAsked.class))
            .setBufferTimeout(AWAITED_MILLIS)
            .uid("supply")
            .name("What is sold?");
    DataStream<AssociationMessage> asked =
        looks
            .keyBy(known -> known.asked().visitor())
            .process(new TrailFunction(settings), RecordTypes.of(AssociationMessage.class))
            .setBufferTimeout(AWAITED_MILLIS)
            .uid("trail")
            .name("What was looked at before?")
            .union(looks.getSideOutput(ArticleFunction.ORDERED));
    SingleOutputStreamOperator<Answered> answered =
        asked
            .keyBy(AssociationMessage::productId)
            .connect(looks.getSideOutput(ArticleFunction.SUPPLY).keyBy(Supply::product))
            .process(new AssociationFunction(settings), RecordTypes.of(Answered.class))
            .setBufferTimeout(AWAITED_MILLIS)
            .uid("association")
            .name("What goes with it?");
    return answered
        .union(whatElse(answered, looks))
        .keyBy(one -> one.asked().visitor())
        .process(new VisitFunction(settings), RecordTypes.of(CustomerMessage.class))
        .setBufferTimeout(AWAITED_MILLIS)
        .uid("visit")
        .name("What goes with the visit?")
        .union(looks.getSideOutput(ArticleFunction.UNLISTED));
  }

  private static DataStream<AboutArticle> looks(DataStream<CustomerMessage> identified) {
    return identified
        .flatMap(new ProductRouterFunction())
        .returns(RecordTypes.of(AboutArticle.class))
        .setBufferTimeout(AWAITED_MILLIS)
        .uid("product-router")
        .name("Ask the product that an event is about");
  }

  private static DataStream<AboutArticle> listings(DataStream<CatalogChange> catalog) {
    return catalog
        .keyBy(CatalogChange::productId)
        .process(new ListingFunction(), RecordTypes.of(AboutArticle.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("listings")
        .name("Which companions does a product list?");
  }

  /** Of what the product does not know: what its category knows, else what the shop does. */
  private DataStream<Answered> whatElse(
      SingleOutputStreamOperator<Answered> answered,
      SingleOutputStreamOperator<ArticleAsked> looks) {
    SingleOutputStreamOperator<Answered> ofCategory =
        answered
            .getSideOutput(AssociationFunction.SHORT)
            .union(looks.getSideOutput(ArticleFunction.POPULARITY))
            .keyBy(CategoryMessage::category)
            .process(new PopularityFunction(settings, false), RecordTypes.of(Answered.class))
            .setBufferTimeout(AWAITED_MILLIS)
            .uid("popularity")
            .name("What else is popular in its category?");
    return ofCategory
        .getSideOutput(PopularityFunction.OVERALL)
        .union(
            answered.getSideOutput(AssociationFunction.SHORT_OF_NO_CATEGORY),
            looks.getSideOutput(ArticleFunction.POPULARITY_OVERALL))
        .keyBy(any -> Popularity.OVERALL)
        .process(new PopularityFunction(settings, true), RecordTypes.of(Answered.class))
        .setBufferTimeout(AWAITED_MILLIS)
        .uid("popularity-overall")
        .name("What else is popular in the shop?")
        .union(ofCategory);
  }

  private SingleOutputStreamOperator<Publication> whatIsInForce() {
    return Sources.rules(environment, settings)
        .union(Sources.models(environment, settings))
        .process(
            new PublicationIntakeFunction(
                new TrustedPublishers(settings.rulesKeys(), settings.rulesTrustFile())),
            RecordTypes.of(Publication.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("publication-intake")
        .name("Are the rules, or the model, sound?");
  }

  private SingleOutputStreamOperator<Decision> whatNow(
      DataStream<CustomerMessage> messages, DataStream<Publication> published) {
    return messages
        .keyBy(CustomerMessage::customerId)
        .connect(published.broadcast(EngagementFunction.published()))
        .process(new EngagementFunction(settings), RecordTypes.of(Decision.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("engagement")
        .name("What now?");
  }

  private DataStream<AudienceChange> whoIsDrawnToIt(DataStream<Interest> interests) {
    return interests
        .keyBy(Interest::audience)
        .process(
            new AudienceFunction(settings.isReplay(), settings.audiencesApart()),
            RecordTypes.of(AudienceChange.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("audience")
        .name("Who is drawn to it?");
  }

  private static DataStream<Publication> whatIsSoldOut(DataStream<Article> articles) {
    return articles
        .keyBy(Article::productId)
        .process(new SoldOutFunction(), RecordTypes.of(Publication.class))
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("sold-out")
        .name("Which products are sold out?");
  }

  private static DataStream<Article> articles(DataStream<CatalogChange> catalog) {
    return catalog
        .map(Article::of)
        .returns(RecordTypes.of(Article.class))
        .setParallelism(1)
        .setBufferTimeout(UNHURRIED_MILLIS)
        .uid("articles")
        .name("What the catalogue says of a product");
  }
}
