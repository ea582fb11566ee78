package io.rtoto.jobs.engagement;

import io.rtoto.jobs.engagement.Strip.Place;
import io.rtoto.jobs.memory.BackOffice.Cover;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Spread;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.settings.RecommendSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private final double exploration;
  private final Map<String, ProductHistory> bought;
  private final Set<String> ordered;
  private final Set<String> inCart;
  private final Map<String, Double> categories;
  private final Map<String, Double> products;
  private final boolean profiled;
  private final Map<String, Recommendable> pool = new LinkedHashMap<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  private Recommending(View view, CustomerMemory memory, RulesInForce rules, double exploration) {
    this.view = view;
    this.memory = memory;
    this.rules = rules;
    this.settings = rules.settings().recommend();
    this.exploration = exploration;
    this.bought = memory.recentPurchases().byProduct();
    this.ordered = new HashSet<>();
    memory.orders().bought().forEach(purchase -> ordered.add(purchase.productId()));
    this.inCart = new HashSet<>();
    memory.cart().inCart().forEach(line -> inCart.add(line.productId()));
    this.profiled =
        Approach.by(Purpose.PERSONALIZATION, Channel.WEB).isAllowedBy(memory.consents());
    this.categories = profiled ? memory.affinities().sharesOfCategories(view.at()) : Map.of();
    this.products = profiled ? memory.affinities().sharesOfProducts(view.at()) : Map.of();
  }

  /**
   * What to recommend upon that look.
   *
   * @param exploration of so many looks, from 0 to 1, the answer has something new in it
   * @param repeats finds what the customer buys again
   */
  static Strip upon(
      ViewAnswered answer,
      CustomerMemory memory,
      RulesInForce rules,
      double exploration,
      BoughtAgain.Finder repeats) {
    return new Recommending(answer.view(), memory, rules, exploration)
        .strip(answer.candidates(), repeats);
  }

  private Strip strip(List<Candidate> candidates, BoughtAgain.Finder repeats) {
    takeWhatGoesWithIt(candidates);
    if (profiled) {
      takeTheirOwn(repeats);
    }
    List<Recommendable> ranked = new ArrayList<>(pool.values());
    ranked.sort(Recommendable.BEST_FIRST);
    ranked = withinCredit(ranked);
    return new Strip(ranked, places(ranked), leftOut);
  }

  /**
   * Of these, what the customer can be shown to be allowed to owe. Where that is none it is
   * arbitration that stops them, and says so.
   */
  private List<Recommendable> withinCredit(List<Recommendable> ranked) {
    if (memory.backOffice().creditLeft() == null) {
      return ranked;
    }
    Map<Cover, List<Recommendable>> covered =
        ranked.stream()
            .collect(Collectors.groupingBy(one -> memory.backOffice().cover(one.price())));
    List<Recommendable> within = covered.getOrDefault(Cover.WITHIN, List.of());
    if (within.isEmpty() || within.size() == ranked.size()) {
      return ranked;
    }
    leaveOut("over-credit", covered.get(Cover.BEYOND));
    leaveOut("credit-unknown", covered.get(Cover.UNKNOWN));
    return within;
  }

  private void leaveOut(String reason, @Nullable List<Recommendable> these) {
    if (these != null) {
      leftOut.put(reason, these.size());
    }
  }

  /** What is learned of looks, of orders and of the catalogue is weighed on scales of its own. */
  private void takeWhatGoesWithIt(List<Candidate> candidates) {
    Map<Candidate.Because, Double> most = new EnumMap<>(Candidate.Because.class);
    candidates.forEach(each -> most.merge(each.because(), each.weight(), Math::max));
    for (Candidate each : candidates) {
      boolean isNew = each.because() == Candidate.Because.NEW;
      take(
          each.productId(),
          because(each),
          each.of(),
          // Nothing speaks for what is new but chance.
          isNew ? 0 : share(each.weight(), most.getOrDefault(each.because(), 0.0)),
          isNew ? exploration * each.weight() : 1,
          each.category(),
          each.price(),
          null);
    }
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
          of != null && inCart.contains(of) ? "goes-with-basket" : "bought-together";
      case POPULAR -> "popular";
      case NEW -> Recommendable.NEW;
    };
  }

  private void takeTheirOwn(BoughtAgain.Finder repeats) {
    Map<String, ProductHistory> again = new HashMap<>(bought);
    again.keySet().removeIf(product -> isDoneWith(product) || memory.isUnlisted(product));
    for (BoughtAgain one : repeats.in(again, rules.standards().replenishment(), view.at())) {
      take(
          one.productId(),
          "bought-again",
          null,
          one.weight(),
          1,
          null,
          memory.recentPurchases().priceOf(one.productId()),
          one.everyDays());
    }
    String category = Facts.category(memory, view.product());
    List<String> lookedAt = lookedAtBefore(category);
    // The last one counts whole, the one before half, and so on.
    for (int i = 0; i < lookedAt.size(); i++) {
      take(lookedAt.get(i), "looked-at-before", null, 1.0 / (1 + i), 1, category, null, null);
    }
  }

  private List<String> lookedAtBefore(String category) {
    List<String> lookedAt =
        category.isEmpty() ? new ArrayList<>() : memory.views().productsOf(category);
    lookedAt.removeIf(
        product -> !hindrance(product, category).isEmpty() || memory.isUnlisted(product));
    return lookedAt.size() < FEWEST_LOOKED_AT ? List.of() : List.copyOf(lookedAt);
  }

  private void take(
      String product,
      String because,
      @Nullable String of,
      double weight,
      double drawn,
      @Nullable String told,
      @Nullable Money price,
      @Nullable Integer everyDays) {
    String category = told == null ? memory.views().categoryOf(product) : told;
    String hindrance = hindrance(product, category);
    if (!hindrance.isEmpty()) {
      leftOut.merge(hindrance, 1, Integer::sum);
      return;
    }
    double weighed = weight * settings.weight(because) * (1 + attraction(product, category));
    pool.merge(
        product,
        new Recommendable(
            product, because, of, weighed, drawn, category, price, everyDays, List.of()),
        Recommendable::and);
  }

  /** How much the customer is drawn to it; 0 where they forbid to use what is known of them. */
  private double attraction(String product, @Nullable String category) {
    double toCategory = category == null ? 0 : categories.getOrDefault(category, 0.0);
    return settings.categoryAffinity() * toCategory
        + settings.productAffinity() * products.getOrDefault(product, 0.0);
  }

  /** What stands in the way of showing it; empty when nothing does. */
  private String hindrance(String product, @Nullable String category) {
    if (product.equals(view.product().productId())) {
      return "on-the-page";
    }
    if (inCart.contains(product)) {
      return "in-cart";
    }
    if (settings.isBlocked(product, category)) {
      return "blocked";
    }
    if (rules.isSoldOut(product)) {
      return "sold-out";
    }
    return isDoneWith(product) ? "bought" : "";
  }

  /** Whether they have it, and nothing tells that they will want another. */
  private boolean isDoneWith(String product) {
    return isBought(product) && !isRepeatable(product);
  }

  private boolean isBought(String product) {
    return bought.containsKey(product) || ordered.contains(product);
  }

  /** Who bought it on two days buys it again; of others only a model can tell, or the shop. */
  private boolean isRepeatable(String product) {
    if (settings.recommendsBoughtOnce()) {
      return true;
    }
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

  /**
   * What is new has no part in the ranking: where there is room it comes last, and where there is
   * none, by chance. Then it is as likely to be shown as it was to be drawn, and to be taken.
   */
  private List<Place> places(List<Recommendable> ranked) {
    int known = 0;
    while (known < ranked.size() && !ranked.get(known).isNew()) {
      known++;
    }
    List<Recommendable> order = diverse(ranked.subList(0, known));
    List<Recommendable> unknown = ranked.subList(known, ranked.size());
    int most = settings.most();
    List<Place> places = new ArrayList<>();
    if (order.size() <= most) {
      order.forEach(each -> places.add(new Place(each.productId(), 1)));
      unknown.stream()
          .limit(most - order.size())
          .forEach(each -> places.add(new Place(each.productId(), each.drawn())));
      return places;
    }
    order.subList(0, most - 1).forEach(each -> places.add(new Place(each.productId(), 1)));
    double share = Math.min(settings.explorePercent() / PERCENT, exploration);
    // By this chance the product has put something into its answer that nobody knows yet.
    if (view.chance() >= share) {
      places.add(new Place(order.get(most - 1).productId(), 1 - share));
      return places;
    }
    List<Recommendable> others = new ArrayList<>(order.subList(most, order.size()));
    others.addAll(unknown);
    Recommendable other = others.get((int) (whichOther() * others.size()));
    // What is new was drawn before, for all of the looks that may explore.
    double explores = other.isNew() ? share * (other.drawn() / exploration) : share;
    places.add(new Place(other.productId(), explores / others.size()));
    return places;
  }

  /** A number from 0 on and below 1: the same whenever this look is decided. */
  private double whichOther() {
    return Spread.fraction(Occasion.number(view.eventId(), "explore", "which"));
  }
}
