package io.rtoto.jobs.association;

import io.rtoto.jobs.association.AssociationMessage.Ordered;
import io.rtoto.jobs.association.AssociationMessage.OrderedWith;
import io.rtoto.jobs.association.learning.AssociationSettings;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What is sold? Keyed by product: remembers what the catalogue says of it, how often it was looked
 * at, and which products list it as a companion. A look goes on with what is known of the product;
 * who lists it hears when that changes, and its category how popular it is. Of a product that is
 * not in the catalogue nothing is remembered but who lists it, whoever makes up ids; whoever looked
 * at it or ordered it is told.
 */
public final class ArticleFunction
    extends KeyedCoProcessFunction<String, Article, AboutArticle, ArticleAsked> {
  private static final long serialVersionUID = 1;

  /** What the products that list the article are told of it. */
  public static final OutputTag<Supply> SUPPLY =
      new OutputTag<>("supply", RecordTypes.of(Supply.class));

  /** What the categories are told. */
  public static final OutputTag<CategoryMessage> POPULARITY =
      new OutputTag<>("popularity", RecordTypes.of(CategoryMessage.class));

  /** What the whole shop is told of articles without a category. */
  public static final OutputTag<CategoryMessage> POPULARITY_OVERALL =
      new OutputTag<>("popularity-overall", RecordTypes.of(CategoryMessage.class));

  /** What the products of an order are told of each other. */
  public static final OutputTag<AssociationMessage> ORDERED =
      new OutputTag<>("ordered", RecordTypes.of(AssociationMessage.class));

  /** What the customers are told of what they named that is not in the catalogue. */
  public static final OutputTag<CustomerMessage> UNLISTED =
      new OutputTag<>("unlisted", RecordTypes.of(CustomerMessage.class));

  /** So far clocks go wrong that are otherwise right. */
  private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);

  private final EventTimeOrder<AboutArticle> order;
  private final boolean replay;
  private final AssociationSettings settings;
  private transient @Nullable ValueState<Ware> ware;
  private transient @Nullable ValueState<Boolean> available;
  private transient @Nullable MapState<String, Integer> places;

  /** The articles, as set. */
  public ArticleFunction(EngageSettings settings) {
    order =
        EventTimeOrder.of(
            settings.isReplay(), RecordTypes.of(AboutArticle.class), ArticleFunction::turn);
    this.replay = settings.isReplay();
    this.settings = settings.association();
  }

  private static Turn turn(AboutArticle about) {
    return Objects.requireNonNull(about.turn(), "taken at once");
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    ware =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("ware", RecordTypes.of(Ware.class)));
    available =
        getRuntimeContext().getState(new ValueStateDescriptor<>("available", Types.BOOLEAN));
    places =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("places", Types.STRING, Types.INT));
  }

  @Override
  public void processElement1(Article article, Context context, Collector<ArticleAsked> out)
      throws Exception {
    Ware before = remembered(article.productId());
    if (before.article().equals(article)) {
      return;
    }
    remember(article.listed() ? before.with(article).whichWasTold() : null);
    Objects.requireNonNull(available, "not opened").clear();
    if (!article.listed()) {
      context.output(SUPPLY, Supply.gone(article));
    }
    tell(before.article(), article, before.looks(), context);
    for (Map.Entry<String, Integer> place : places().entries()) {
      context.output(SUPPLY, Supply.of(place.getKey(), article, place.getValue()));
    }
  }

  /** The category that it was of hears that it is gone. */
  private static void tell(Article before, Article after, Decayed looks, Context context) {
    String category = before.category();
    if (category != null && !category.equals(after.category())) {
      context.output(POPULARITY, new Popularity(category, after.goneFrom(category), looks, null));
    }
    tell(after, looks, null, context);
  }

  private static void tell(Article article, Decayed looks, @Nullable Turn turn, Context context) {
    String category = Objects.requireNonNullElse(article.category(), Popularity.OVERALL);
    // A category tells the shop what that should know: all of an article goes one way, and in turn.
    context.output(
        category.equals(Popularity.OVERALL) ? POPULARITY_OVERALL : POPULARITY,
        new Popularity(category, article, looks, turn));
  }

  @Override
  public void processElement2(AboutArticle about, Context context, Collector<ArticleAsked> out)
      throws Exception {
    if (about instanceof Listing listing) {
      listed(listing, context);
    } else {
      order.comes(about, context.timerService(), one -> happens(one, context, out));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ArticleAsked> out)
      throws Exception {
    order.reaches(time, one -> happens(one, context, out));
  }

  private void listed(Listing listing, Context context) throws Exception {
    if (listing.isGone()) {
      places().remove(listing.product());
    } else {
      places().put(listing.product(), listing.place());
    }
    Article article = remembered(listing.companion()).article();
    context.output(SUPPLY, Supply.of(listing.product(), article, listing.place()));
  }

  private void happens(AboutArticle about, Context context, Collector<ArticleAsked> out)
      throws Exception {
    boolean ahead = !replay && turn(about).at().isAfter(latest(context));
    Ware known = remembered(about.articleId());
    boolean listed = known.article().listed();
    if (about instanceof ArticleOrdered ordered) {
      if (!listed) {
        context.output(UNLISTED, ordered.unlisted());
      } else if (!ahead) {
        ordered(ordered, known, context);
      }
      return;
    }
    ProductAsked asked = (ProductAsked) about;
    if (!listed && !asked.intoCart()) {
      context.output(UNLISTED, asked.unlisted());
    }
    if (ahead) {
      out.collect(new ArticleAsked(asked, Article.unlisted(asked.productId())));
    } else {
      asked(asked, known, context, out);
    }
  }

  /** Nothing is learned from what claims to be later: all that is true would weigh nothing. */
  private static Instant latest(Context context) {
    long now = context.timerService().currentProcessingTime();
    return Instant.ofEpochMilli(now).plus(AHEAD_AT_MOST);
  }

  private void ordered(ArticleOrdered ordered, Ware before, Context context) throws Exception {
    Ware known = before.ordered(ordered.turn().at(), settings.basketHalfLife());
    remember(known);
    context.output(ORDERED, new Ordered(ordered.articleId(), ordered.turn()));
    for (String other : ordered.others()) {
      Turn turn = ordered.turn();
      context.output(
          ORDERED,
          new OrderedWith(
              other,
              known.article(),
              known.orders().at(turn.at().toEpochMilli(), settings.basketHalfLife()),
              ordered.products(),
              new Turn(turn.at(), turn.messageId(), turn.tie() + " with " + ordered.articleId())));
    }
  }

  private void asked(ProductAsked asked, Ware before, Context context, Collector<ArticleAsked> out)
      throws Exception {
    Ware known = before;
    if (known.article().listed() && !asked.intoCart()) {
      known = known.looked(asked.view().at(), settings.halfLife());
      if (known.isNews(settings.halfLife())) {
        known = known.whichWasTold();
        tell(known.article(), known.looks(), told(asked.turn()), context);
      }
      remember(known);
    }
    out.collect(new ArticleAsked(asked, known.article()));
  }

  /** After the look itself, in whatever order both are heard of. */
  private static Turn told(Turn look) {
    return new Turn(look.at(), look.messageId(), look.tie() + " told");
  }

  private Ware remembered(String productId) throws Exception {
    Ware known = Objects.requireNonNull(ware, "not opened").value();
    if (known != null) {
      return known;
    }
    // Version 0.1 before November 2026 remembered of an article only whether it can be delivered.
    // The catalogue is not read again: the rest is known when it tells of the article next.
    boolean wasAvailable = Objects.requireNonNull(available, "not opened").value() != null;
    return Ware.of(wasAvailable ? Article.unknown(productId) : Article.unlisted(productId));
  }

  private void remember(@Nullable Ware now) throws Exception {
    Objects.requireNonNull(ware, "not opened").update(now);
  }

  private MapState<String, Integer> places() {
    return Objects.requireNonNull(places, "not opened");
  }
}
