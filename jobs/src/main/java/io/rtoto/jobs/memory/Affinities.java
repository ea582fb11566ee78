package io.rtoto.jobs.memory;

import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.ProductWished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * To which categories and products the customer is drawn: what they looked at, wished for, put into
 * the cart and bought, day by day, of which the newest count most.
 *
 * @param categories interest by the shop's categories; the newest {@value #MOST} of day and
 *     category, of the oldest day the first by name (see {@link Tally})
 * @param products interest by product id; the newest {@value #MOST} of day and product, likewise
 */
public record Affinities(Tally categories, Tally products) {
  static final int MOST = 36;
  private static final Room ROOM = new Room(MOST, 800);
  private static final double PARTS = 1000;
  public static final Affinities NONE = new Affinities(Tally.NONE, Tally.NONE);

  /** After so long an interest counts for half of what it did. */
  static final Duration HALF_LIFE = Duration.ofDays(14);

  private static final Comparator<Affinity> STRONGEST_FIRST =
      (one, other) -> {
        int order = Double.compare(other.weight(), one.weight());
        return order == 0 ? one.name().compareTo(other.name()) : order;
      };

  private static final int VIEWED = 1;
  private static final int WISHED = 3;
  private static final int PUT_INTO_CART = 4;
  private static final int BOUGHT = 8;
  private static final int LEAST_OF_AN_AUDIENCE = 2 * VIEWED;

  /**
   * How much the customer is drawn to something.
   *
   * @param name the category or product
   * @param weight what was done, weighed and halved each half-life: a look today is 1; rounded to
   *     thousandths, so that equal memories give equal weights, and above 0
   */
  public record Affinity(String name, double weight) {}

  Affinities apply(CustomerEvent event) {
    return event.fold(
        new CustomerEvent.Cases<>() {
          @Override
          public Affinities otherwise(CustomerEvent other) {
            return Affinities.this;
          }

          @Override
          public Affinities productViewed(ProductViewed viewed) {
            return with(viewed.product(), VIEWED, event);
          }

          @Override
          public Affinities productWished(ProductWished wished) {
            return with(wished.product(), WISHED, event);
          }

          @Override
          public Affinities productAddedToCart(ProductAddedToCart added) {
            return with(added.product(), PUT_INTO_CART, event);
          }

          @Override
          public Affinities orderPlaced(OrderPlaced placed) {
            Affinities all = Affinities.this;
            for (OrderLine line : placed.lines()) {
              all = all.with(line.product(), BOUGHT, event);
            }
            return all;
          }
        });
  }

  private Affinities with(ProductMention product, int weight, CustomerEvent event) {
    Instant at = event.occurrence().at();
    String category = product.category();
    return merge(
        new Affinities(
            category == null ? Tally.NONE : Tally.of(at, category, weight),
            Tally.of(at, product.productId(), weight)));
  }

  Affinities merge(Affinities other) {
    return new Affinities(
        categories.add(other.categories, ROOM), products.add(other.products, ROOM));
  }

  /** The categories that the customer is drawn to, most of all first. */
  public List<Affinity> toCategories(Instant now) {
    return strongest(categories, now);
  }

  /** The products that the customer is drawn to, most of all first. */
  public List<Affinity> toProducts(Instant now) {
    return strongest(products, now);
  }

  /** Of each category how much the customer is drawn to it, as a share of what draws them most. */
  public Map<String, Double> sharesOfCategories(Instant now) {
    return shares(categories, now);
  }

  /** Likewise of each product. */
  public Map<String, Double> sharesOfProducts(Instant now) {
    return shares(products, now);
  }

  /** To what of that kind those are drawn differently. */
  public Set<String> differences(Affinities other, AudienceKind kind) {
    return of(kind).differences(other.of(kind));
  }

  /** To what of that kind one of those is drawn at all. */
  public Set<String> namesWith(Affinities other, AudienceKind kind) {
    Set<String> names = new TreeSet<>();
    of(kind).entries().forEach(entry -> names.add(entry.name()));
    other.of(kind).entries().forEach(entry -> names.add(entry.name()));
    return names;
  }

  /**
   * Where the customer stands among those who are drawn to it; null where all that they did, whole
   * as it was, is less than two looks: most looks are at something that is never looked at again.
   *
   * @param until what claims to be later counts as of then
   * @param tier what the customer is worth; null before the first order
   * @param bought whether they have bought it, and will hardly buy it again
   */
  public @Nullable Standing standing(
      AudienceKind kind, String name, Instant until, @Nullable String tier, boolean bought) {
    int last = Tally.day(until);
    long amount = 0;
    double score = 0;
    int newest = 0;
    for (Tally.Entry entry : of(kind).entries()) {
      if (entry.name().equals(name)) {
        newest = amount == 0 ? Math.min(entry.day(), last) : newest;
        score += entry.faded(newest, HALF_LIFE.toDays());
        amount += entry.amount();
      }
    }
    return amount < LEAST_OF_AN_AUDIENCE
        ? null
        : new Standing(Standing.level(score, newest), newest, tier, bought);
  }

  private Tally of(AudienceKind kind) {
    return kind == AudienceKind.PRODUCT ? products : categories;
  }

  private static List<Affinity> strongest(Tally tally, Instant now) {
    List<Affinity> strongest = weights(tally, now);
    strongest.sort(STRONGEST_FIRST);
    return strongest;
  }

  private static Map<String, Double> shares(Tally tally, Instant now) {
    List<Affinity> weights = weights(tally, now);
    double most = 0;
    for (Affinity one : weights) {
      most = Math.max(most, one.weight());
    }
    Map<String, Double> shares = new HashMap<>();
    for (Affinity one : weights) {
      shares.put(one.name(), one.weight() / most);
    }
    return shares;
  }

  private static List<Affinity> weights(Tally tally, Instant now) {
    int today = Tally.day(now);
    Map<String, Double> sums = new HashMap<>();
    for (Tally.Entry entry : tally.entries()) {
      sums.merge(entry.name(), entry.faded(today, HALF_LIFE.toDays()), Double::sum);
    }
    List<Affinity> weights = new ArrayList<>(sums.size());
    sums.forEach(
        (name, sum) -> {
          double weight = Math.rint(sum * PARTS) / PARTS;
          if (weight > 0) {
            weights.add(new Affinity(name, weight));
          }
        });
    return weights;
  }
}
