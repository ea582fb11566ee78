package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The functions from a look to what goes with it, connected as the job connects them. */
final class AssociationRig {
  private final EngageSettings settings;
  private final KeyedOneInputStreamOperatorTestHarness<String, CatalogChange, AboutArticle>
      listings;
  private final KeyedTwoInputStreamOperatorTestHarness<String, Article, AboutArticle, ArticleAsked>
      articles;
  private final KeyedOneInputStreamOperatorTestHarness<String, ArticleAsked, AssociationMessage>
      trail;
  private KeyedTwoInputStreamOperatorTestHarness<String, AssociationMessage, Supply, Answered>
      association;
  private final KeyedOneInputStreamOperatorTestHarness<String, CategoryMessage, Answered> category;
  private final KeyedOneInputStreamOperatorTestHarness<String, CategoryMessage, Answered> shop;
  private final KeyedOneInputStreamOperatorTestHarness<String, Answered, CustomerMessage> visit;
  private Instant clock = Instant.parse("2027-01-01T00:00:00Z");
  private int message;

  AssociationRig(EngageSettings settings) throws Exception {
    listings =
        opened(
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ListingFunction()),
                CatalogChange::productId,
                Types.STRING),
            AboutArticle.class);
    articles =
        opened(
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ArticleFunction(settings)),
                Article::productId,
                AboutArticle::articleId,
                Types.STRING),
            ArticleAsked.class);
    trail =
        opened(
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new TrailFunction(settings)),
                known -> known.asked().visitor(),
                Types.STRING),
            AssociationMessage.class);
    this.settings = settings;
    association = association(null);
    category = popularity(settings, false);
    shop = popularity(settings, true);
    visit =
        opened(
            new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new VisitFunction(settings)),
                answered -> answered.asked().visitor(),
                Types.STRING),
            CustomerMessage.class);
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, AssociationMessage, Supply, Answered>
      association(@Nullable OperatorSubtaskState kept) throws Exception {
    return opened(
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new AssociationFunction(settings)),
            AssociationMessage::productId,
            Supply::product,
            Types.STRING),
        Answered.class,
        kept);
  }

  /** What products know goes on from a checkpoint. */
  void restarts() throws Exception {
    OperatorSubtaskState kept = association.snapshot(0, 0);
    association.close();
    association = association(kept);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CategoryMessage, Answered>
      popularity(EngageSettings settings, boolean overall) throws Exception {
    return opened(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PopularityFunction(settings, overall)),
            overall ? any -> Popularity.OVERALL : CategoryMessage::category,
            Types.STRING),
        Answered.class);
  }

  private static <T, H extends AbstractStreamOperatorTestHarness<T>> H opened(
      H harness, Class<T> output) throws Exception {
    return opened(harness, output, null);
  }

  private static <T, H extends AbstractStreamOperatorTestHarness<T>> H opened(
      H harness, Class<T> output, @Nullable OperatorSubtaskState kept) throws Exception {
    harness.setup(RecordTypes.of(output).createSerializer(new SerializerConfigImpl()));
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    if (kept != null) {
      harness.initializeState(kept);
    }
    harness.open();
    return harness;
  }

  /** The catalogue changes. */
  void changes(CatalogChange change) throws Exception {
    articles.processElement1(new StreamRecord<>(Article.of(change)));
    listings.processElement(new StreamRecord<>(change));
    flow();
  }

  /** Somebody looks at a product: what may be recommended. */
  List<Candidate> looks(String visitor, String product, Instant at) throws Exception {
    happens(visitor, new ProductViewed(occurrence(at), mention(product)));
    List<Candidate> answer = new ArrayList<>();
    taken(visit).forEach(one -> answer.addAll(((ViewAnswered) one).candidates()));
    return answer;
  }

  void adds(String visitor, String product, Instant at) throws Exception {
    happens(visitor, new ProductAddedToCart(occurrence(at), mention(product), 1));
  }

  void orders(String visitor, Instant at, String... products) throws Exception {
    List<OrderLine> lines =
        Arrays.stream(products).map(one -> new OrderLine(mention(one), 1)).toList();
    happens(visitor, new OrderPlaced(occurrence(at), "order " + message, null, lines));
  }

  private Occurrence occurrence(Instant at) {
    return new Occurrence("m" + message++, at, null, Topic.CLICKSTREAM, null);
  }

  private static ProductMention mention(String product) {
    return new ProductMention(product, null, null);
  }

  /** It happens to the customer that has the visitor's name, unless they have another. */
  private void happens(String visitor, CustomerEvent event) throws Exception {
    Identifier browser = new Identifier(IdentifierType.ANONYMOUS_ID, visitor);
    happens(visitor, List.of(browser), event);
  }

  /** It happens to that customer, under those names, strongest first. */
  void happens(String customer, List<Identifier> names, CustomerEvent event) throws Exception {
    String id = names.get(0).hash() + event.occurrence().messageId();
    EventCounted counted =
        new EventCounted(new IdentifiedEvent(id, customer, names.get(0), names, event), List.of());
    articles.setProcessingTime(clock.toEpochMilli());
    List<AboutArticle> looks = new ArrayList<>();
    new ProductRouterFunction().flatMap(counted, new ListCollector<>(looks));
    for (AboutArticle look : looks) {
      articles.processElement2(new StreamRecord<>(look));
    }
    flow();
  }

  /** All input is read: time passes to the end. */
  void ends() throws Exception {
    Watermark end = new Watermark(Long.MAX_VALUE);
    articles.processWatermark1(end);
    articles.processWatermark2(end);
    flow();
    trail.processWatermark(end);
    flow();
    association.processWatermark1(end);
    association.processWatermark2(end);
    flow();
    category.processWatermark(end);
    flow();
    shop.processWatermark(end);
    flow();
    visit.processWatermark(end);
  }

  /** What the customers were told since this was asked last. */
  List<ViewAnswered> answers() {
    return taken(visit).stream().map(ViewAnswered.class::cast).toList();
  }

  /** What the customers were told that they named and that is not sold, since this was asked. */
  List<ProductUnlisted> unlisted() {
    return taken(articles, ArticleFunction.UNLISTED).stream()
        .map(ProductUnlisted.class::cast)
        .toList();
  }

  private void flow() throws Exception {
    for (AboutArticle listing : taken(listings)) {
      articles.processElement2(new StreamRecord<>(listing));
    }
    for (Supply supply : taken(articles, ArticleFunction.SUPPLY)) {
      association.processElement2(new StreamRecord<>(supply));
    }
    for (CategoryMessage news : taken(articles, ArticleFunction.POPULARITY)) {
      category.processElement(new StreamRecord<>(news));
    }
    for (CategoryMessage news : taken(articles, ArticleFunction.POPULARITY_OVERALL)) {
      shop.processElement(new StreamRecord<>(news));
    }
    for (ArticleAsked known : taken(articles)) {
      trail.processElement(new StreamRecord<>(known));
    }
    for (AssociationMessage told : taken(articles, ArticleFunction.ORDERED)) {
      association.processElement1(new StreamRecord<>(told));
    }
    for (AssociationMessage told : taken(trail)) {
      association.processElement1(new StreamRecord<>(told));
    }
    for (CategoryMessage asked : taken(association, AssociationFunction.SHORT)) {
      category.processElement(new StreamRecord<>(asked));
    }
    for (CategoryMessage asked : taken(association, AssociationFunction.SHORT_OF_NO_CATEGORY)) {
      shop.processElement(new StreamRecord<>(asked));
    }
    for (CategoryMessage asked : taken(category, PopularityFunction.OVERALL)) {
      shop.processElement(new StreamRecord<>(asked));
    }
    List<Answered> answers = new ArrayList<>(taken(association));
    answers.addAll(taken(category));
    answers.addAll(taken(shop));
    for (Answered answered : answers) {
      visit.processElement(new StreamRecord<>(answered));
    }
  }

  private static <T> List<T> taken(AbstractStreamOperatorTestHarness<T> harness) {
    List<T> taken = harness.extractOutputValues();
    harness.getOutput().clear();
    return taken;
  }

  private static <T> List<T> taken(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
    List<T> taken = new ArrayList<>();
    Queue<StreamRecord<T>> side = harness.getSideOutput(tag);
    if (side != null) {
      for (StreamRecord<T> one = side.poll(); one != null; one = side.poll()) {
        taken.add(one.getValue());
      }
    }
    return taken;
  }

  /** Of which products anything is remembered in that state. */
  List<String> remembers(String state) {
    List<String> keys = new ArrayList<>();
    for (StreamOperator<?> operator :
        List.of(
            listings.getOperator(),
            articles.getOperator(),
            trail.getOperator(),
            association.getOperator(),
            category.getOperator(),
            visit.getOperator())) {
      ((AbstractStreamOperator<?>) operator)
          .<String>getKeyedStateBackend()
          .getKeys(state, VoidNamespace.INSTANCE)
          .forEach(keys::add);
    }
    return keys;
  }

  void close() throws Exception {
    for (AbstractStreamOperatorTestHarness<?> harness :
        List.of(listings, articles, trail, association, category, shop, visit)) {
      harness.close();
    }
  }
}
