package io.rtoto.jobs.engagement;

import io.rtoto.jobs.engagement.Strip.Place;
import io.rtoto.jobs.memory.Affinities.Affinity;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Spread;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.settings.RecommendSettings;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What to recommend to a customer who looks at a product: what goes with it, and what is known of
 * the customer, weighed together.
 *
 * <p>A strip shows the best, but as long as there are others no more than a few of a category. In
 * some strips the last place goes to what would not be shown otherwise, so that it can be learned
 * of; by a hash of the event, so that whoever decides it again decides the same.
 */
final class Recommending {
  /** One other product of the kind is chance, two are an interest. */
  private static final int FEWEST_LOOKED_AT = 2;

  private static final double PERCENT = 100;

  private final View view;
  private final CustomerMemory memory;
  private final RulesInForce rules;
  private final RecommendSettings settings;
  private final Map<String, ProductHistory> bought;
  private final Map<String, Double> categories;
  private final Map<String, Double> products;
  private final boolean profiled;
  private final Map<String, Integer> leftOut = new TreeMap<>();

  private Recommending(View view, CustomerMemory memory, RulesInForce rules) {
    this.view = view;
    this.memory = memory;
    this.rules = rules;
    this.settings = rules.settings().recommend();
    this.bought = memory.recentPurchases().byProduct();
    this.categories = shares(memory.affinities().toCategories(view.at()));
    this.products = shares(memory.affinities().toProducts(view.at()));
    this.profiled =
        new Approach(Purpose.PERSONALIZATION, Channel.WEB).isAllowedBy(memory.consents());
  }

  /**
   * What to recommend upon that look.
   *
   * @param repeats finds what the customer buys again
   */
  static Strip upon(
      ViewAnswered answer, CustomerMemory memory, RulesInForce rules, BoughtAgain.Finder repeats) {
    Recommending recommending = new Recommending(answer.view(), memory, rules);
    return recommending.strip(answer.candidates(), repeats);
  }

  private Strip strip(List<Candidate> candidates, BoughtAgain.Finder repeats) {
    Map<String, Recommendable> pool = new LinkedHashMap<>();
    Stream.concat(
            goesWithIt(candidates),
            profiled
                ? own(repeats.in(bought, rules.standards().replenishment(), view.at()))
                : Stream.empty())
        .forEach(
            each -> {
              String hindrance = hindrance(each);
              if (hindrance.isEmpty()) {
                pool.merge(each.productId(), each, Recommendable::and);
              } else {
                leftOut.merge(hindrance, 1, Integer::sum);
              }
            });
    List<Recommendable> ranked = new ArrayList<>(pool.values());
    ranked.sort(Comparator.comparingDouble(Recommendable::weight).reversed());
    ranked = withinCredit(ranked);
    return new Strip(ranked, explored(diverse(ranked)), leftOut);
  }

  /** Where all is beyond the credit limit it is arbitration that stops it, and says so. */
  private List<Recommendable> withinCredit(List<Recommendable> ranked) {
    List<Recommendable> within =
        ranked.stream().filter(one -> memory.backOffice().allows(one.price())).toList();
    if (within.isEmpty() || within.size() == ranked.size()) {
      return ranked;
    }
    leftOut.put("over-credit", ranked.size() - within.size());
    return within;
  }

  /** What is learned of looks, of orders and of the catalogue is weighed on scales of its own. */
  private Stream<Recommendable> goesWithIt(List<Candidate> candidates) {
    Map<Candidate.Because, Double> most = new EnumMap<>(Candidate.Because.class);
    candidates.forEach(each -> most.merge(each.because(), each.weight(), Math::max));
    return candidates.stream()
        .map(
            each ->
                weighed(
                    new Recommendable(
                        each.productId(),
                        because(each),
                        each.of(),
                        share(each.weight(), most.getOrDefault(each.because(), 0.0)),
                        each.category(),
                        each.price(),
                        null)));
  }

  private static double share(double weight, double most) {
    return most > 0 ? weight / most : 0;
  }

  private String because(Candidate candidate) {
    String of = candidate.of();
    return switch (candidate.because()) {
      case LISTED -> "goes-with-it";
      case VIEWED_TOGETHER -> "viewed-together";
      case BOUGHT_TOGETHER ->
          of != null && memory.cart().holds(of) ? "goes-with-basket" : "bought-together";
      case POPULAR -> "popular";
      case NEW -> "new";
    };
  }

  private Stream<Recommendable> own(List<BoughtAgain> repeats) {
    Stream<Recommendable> again =
        repeats.stream()
            .map(
                one ->
                    new Recommendable(
                        one.productId(),
                        "bought-again",
                        null,
                        one.weight(),
                        null,
                        null,
                        one.everyDays()));
    return Stream.concat(again, lookedAtBefore().stream()).map(this::weighed);
  }

  /** The last one counts whole, the one before half, and so on. */
  private List<Recommendable> lookedAtBefore() {
    String category = Facts.category(memory, view.product());
    List<Recommendable> lookedAt = new ArrayList<>();
    if (!category.isEmpty()) {
      for (String product : memory.views().productsOf(category)) {
        Recommendable one =
            new Recommendable(
                product,
                "looked-at-before",
                null,
                1.0 / (1 + lookedAt.size()),
                category,
                null,
                null);
        if (hindrance(one).isEmpty()) {
          lookedAt.add(one);
        }
      }
    }
    return lookedAt.size() < FEWEST_LOOKED_AT ? List.of() : List.copyOf(lookedAt);
  }

  /** By how the reason counts, and by how much the customer is drawn to it. */
  private Recommendable weighed(Recommendable one) {
    String category =
        one.category() == null ? memory.views().categoryOf(one.productId()) : one.category();
    double drawn =
        profiled
            ? settings.categoryAffinity() * categories.getOrDefault(category, 0.0)
                + settings.productAffinity() * products.getOrDefault(one.productId(), 0.0)
            : 0;
    return new Recommendable(
        one.productId(),
        one.because(),
        one.of(),
        one.weight() * settings.weight(one.because()) * (1 + drawn),
        category,
        one.price(),
        one.everyDays());
  }

  /** Of each how much the customer is drawn to it, as a share of what they are drawn to most. */
  private static Map<String, Double> shares(List<Affinity> strongestFirst) {
    Map<String, Double> shares = new HashMap<>();
    for (Affinity each : strongestFirst) {
      shares.put(each.name(), each.weight() / strongestFirst.get(0).weight());
    }
    return shares;
  }

  /** What stands in the way of showing it; empty when nothing does. */
  private String hindrance(Recommendable one) {
    String product = one.productId();
    if (product.equals(view.product().productId())) {
      return "on-the-page";
    }
    if (memory.cart().holds(product)) {
      return "in-cart";
    }
    if (settings.isBlocked(product, one.category())) {
      return "blocked";
    }
    if (rules.isSoldOut(product)) {
      return "sold-out";
    }
    return isBought(product) && !isRepeatable(product) ? "bought" : "";
  }

  private boolean isBought(String product) {
    return bought.containsKey(product) || memory.orders().hasBought(product);
  }

  /** Who bought it on two days buys it again; of others only a model can tell. */
  private boolean isRepeatable(String product) {
    ProductHistory history = bought.get(product);
    ReplenishmentModel model = rules.standards().replenishment();
    return (history != null && history.intervals() > 0) || (model != null && model.claims(product));
  }

  /** What is more than a few of its category comes after all others. */
  private List<Recommendable> diverse(List<Recommendable> ranked) {
    Map<String, Integer> shown = new HashMap<>();
    List<Recommendable> first = new ArrayList<>();
    List<Recommendable> more = new ArrayList<>();
    for (Recommendable each : ranked) {
      String category = each.category();
      boolean few =
          category == null || shown.merge(category, 1, Integer::sum) <= settings.mostOfACategory();
      (few ? first : more).add(each);
    }
    first.addAll(more);
    return first;
  }

  private List<Place> explored(List<Recommendable> order) {
    List<Place> places = new ArrayList<>();
    int size = Math.min(settings.most(), order.size());
    double share = size < order.size() ? settings.explorePercent() / PERCENT : 0;
    for (Recommendable each : order.subList(0, Math.max(0, size - 1))) {
      places.add(new Place(each.productId(), 1));
    }
    if (size == 0) {
      return places;
    }
    List<Recommendable> others = order.subList(size, order.size());
    // By this chance the product has put something into its answer that nobody knows yet.
    if (view.chance() < share) {
      Recommendable other = others.get((int) (whichOther() * others.size()));
      places.add(new Place(other.productId(), share / others.size()));
    } else {
      places.add(new Place(order.get(size - 1).productId(), 1 - share));
    }
    return places;
  }

  /** A number from 0 on and below 1: the same whenever this look is decided. */
  private double whichOther() {
    return Spread.fraction(Occasion.number(view.eventId(), "explore", "which"));
  }
}
