package io.rtoto.jobs.association.learning;

import io.rtoto.jobs.association.learning.Answer.Neighbour;
import io.rtoto.jobs.association.learning.RecentSessions.Session;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one product remembers of what goes with it: which products are looked at soon after it or
 * before, weighed by distance and faded by age; the newest sessions it was part of; and which
 * products are bought with it. All of it is bounded by {@link AssociationSettings}: the weakest
 * neighbour makes room for a new one, the oldest session for the newest.
 *
 * <p>What a neighbour weighs is too small by at most {@link #forgotten}, and never too great. The
 * same events in the same order leave the same bytes and give the same answers.
 *
 * <p>It is no record, for it changes with each event; it is one product's, and one thread's.
 */
public final class ProductAssociations {
  private static final byte VERSION = 2;

  /** Before December 2026, when each id was written whole. */
  private static final byte WITH_WHOLE_IDS = 1;

  /** A step back is half as telling as one ahead. */
  private static final double BACK = 0.5;

  /** In a session that is like the one that asks, what was before tells more than that. */
  private static final double BEFORE = 0.7;

  /** How much what is that many looks away counts. */
  private static final double[] NEAR = new double[AssociationSettings.MOST_REACH + 1];

  static {
    Arrays.setAll(NEAR, distance -> Math.exp(-distance / 2.0));
  }

  /** A product that was hardly looked at knows little. */
  private static final double LITTLE_KNOWN = 2;

  private static final Comparator<Companion> MOST_ALIKE =
      Comparator.comparingDouble(Companion::likeness)
          .reversed()
          .thenComparing(Companion::productId);

  private final FadingWeights looks;
  private final RecentSessions sessions;
  private final FadingWeights orders;

  /** A product of which nothing is known. */
  public ProductAssociations() {
    this(new FadingWeights(), new RecentSessions(), new FadingWeights());
  }

  private ProductAssociations(FadingWeights looks, RecentSessions sessions, FadingWeights orders) {
    this.looks = looks;
    this.sessions = sessions;
    this.orders = orders;
  }

  /** This product is looked at. */
  public void isLookedAt(Look look, AssociationSettings settings) {
    long at = look.at().toEpochMilli();
    double unit = looks.unit(at, settings.halfLife().toMillis());
    looks.count(unit);
    sessions.begin(look.session(), look.at().getEpochSecond(), settings.sessions());
    for (int i = 0; i < look.reached(settings); i++) {
      String product = look.earlier().get(i);
      if (FadingWeights.canBeRemembered(product)) {
        int place = place(product, settings);
        double ahead = product.equals(look.productId()) ? 1 : 0;
        looks.add(place, (ahead + BACK) * unit / (i + 1));
        sessions.goBack(place);
      }
    }
  }

  /**
   * Another product is looked at some looks after this one.
   *
   * @param distance as {@link Look#teaches} tells it
   */
  public void isFollowed(Look look, int distance, AssociationSettings settings) {
    if (FadingWeights.canBeRemembered(look.productId())) {
      double unit = looks.unit(look.at().toEpochMilli(), settings.halfLife().toMillis());
      int place = place(look.productId(), settings);
      looks.add(place, unit / distance);
      sessions.goOn(look.session(), place, settings.reach());
    }
  }

  private int place(String product, AssociationSettings settings) {
    return looks.place(product, settings.neighbours(), sessions::forget);
  }

  /**
   * This product is part of an order.
   *
   * @return how often it was ordered, each order faded by its age: the other products of the order
   *     are to be told of it by {@link #isBoughtWith}
   */
  public double isBought(Instant at, AssociationSettings settings) {
    long halfLife = settings.basketHalfLife().toMillis();
    orders.count(orders.unit(at.toEpochMilli(), halfLife));
    return orders.own() * orders.remains(at.toEpochMilli(), halfLife);
  }

  /**
   * This product is part of an order with another.
   *
   * @param otherOrders how often the other was ordered, as {@link #isBought} tells it
   * @param basket how many products the order has, at least 2
   */
  public void isBoughtWith(
      String other, double otherOrders, int basket, Instant at, AssociationSettings settings) {
    if (FadingWeights.canBeRemembered(other)) {
      double unit = orders.unit(at.toEpochMilli(), settings.basketHalfLife().toMillis());
      int place = orders.place(other, settings.companions(), forgotten -> {});
      orders.add(place, unit / Math.log(basket));
      orders.counted(place, otherOrders * unit);
    }
  }

  /** What is told of another product from now on; does nothing when that is not remembered. */
  public void isTold(String other, Facts facts) {
    tell(looks, other, facts);
    tell(orders, other, facts);
  }

  private static void tell(FadingWeights weights, String other, Facts facts) {
    int place = weights.find(other);
    if (place >= 0) {
      weights.tell(place, facts);
    }
  }

  /** What goes with this product for who looks at it in that session, the best first. */
  public Answer answer(Look look, AssociationSettings settings) {
    double[] followed = followed(look.at().toEpochMilli(), settings);
    double[] inSessions = inSessions(look, settings);
    double[] weights = Blend.ofOne(followed, inSessions);
    List<Neighbour> neighbours =
        IntStream.range(0, weights.length)
            .filter(place -> weights[place] > 0)
            .boxed()
            .sorted(heaviestFirst(weights))
            .limit(settings.answers())
            .map(i -> new Neighbour(looks.id(i), followed[i], inSessions[i], looks.facts(i)))
            .toList();
    return new Answer(look.productId(), neighbours);
  }

  private Comparator<Integer> heaviestFirst(double[] weights) {
    return Comparator.comparingDouble((Integer place) -> weights[place])
        .reversed()
        .thenComparing(looks::id);
  }

  private double[] followed(long at, AssociationSettings settings) {
    double remains = looks.remains(at, settings.halfLife().toMillis());
    double known = Math.sqrt(looks.own() * remains + LITTLE_KNOWN);
    double[] followed = new double[looks.size()];
    for (int i = 0; i < followed.length; i++) {
      followed[i] = looks.weight(i) * remains / known;
    }
    return followed;
  }

  private double[] inSessions(Look look, AssociationSettings settings) {
    double[] wanted = wanted(look, settings);
    double halfLife = settings.halfLife().toSeconds();
    double[] likeness = new double[sessions.size()];
    for (int i = 0; i < likeness.length; i++) {
      Session one = sessions.get(i);
      double age = Math.max(0, look.at().getEpochSecond() - one.second()) / halfLife;
      likeness[i] = one.likeness(wanted) * Math.pow(2, -age);
    }
    double least = leastOfTheNearest(likeness, settings.nearest());
    double[] inSessions = new double[looks.size()];
    for (int i = 0; i < likeness.length; i++) {
      if (likeness[i] >= least) {
        spread(likeness[i], sessions.get(i).after(), inSessions);
        spread(likeness[i] * BEFORE, sessions.get(i).before(), inSessions);
      }
    }
    return inSessions;
  }

  /** By place, how much a session is like the one that asks for having that product. */
  private double[] wanted(Look look, AssociationSettings settings) {
    double[] wanted = new double[looks.size()];
    for (int i = look.reached(settings) - 1; i >= 0; i--) {
      String product = look.earlier().get(i);
      int place = product.equals(look.productId()) ? -1 : looks.find(product);
      if (place >= 0) {
        wanted[place] = NEAR[i + 1];
      }
    }
    return wanted;
  }

  private static double leastOfTheNearest(double[] likeness, int nearest) {
    if (likeness.length <= nearest) {
      return 0;
    }
    double[] sorted = likeness.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - nearest];
  }

  private static void spread(double likeness, byte[] places, double[] inSessions) {
    for (int i = 0; i < places.length; i++) {
      inSessions[Byte.toUnsignedInt(places[i])] += likeness * NEAR[i];
    }
  }

  /** What is bought together with this product, the best first. */
  public List<Companion> companions(AssociationSettings settings) {
    List<Companion> companions = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      double both = Math.sqrt(orders.own() * orders.ownOf(i));
      if (both > 0 && orders.weight(i) > 0) {
        companions.add(new Companion(orders.id(i), orders.weight(i) / both, orders.facts(i)));
      }
    }
    companions.sort(MOST_ALIKE);
    return List.copyOf(companions.subList(0, Math.min(settings.answers(), companions.size())));
  }

  /**
   * How much the weight of a neighbour can be too small for what was forgotten of it, in looks that
   * follow at once, at that time.
   */
  public double forgotten(Instant at, AssociationSettings settings) {
    return looks.forgotten() * looks.remains(at.toEpochMilli(), settings.halfLife().toMillis());
  }

  /** Writes all of it. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    looks.writeTo(out, false);
    sessions.writeTo(out);
    orders.writeTo(out, true);
  }

  /** Reads what was written. */
  public static ProductAssociations readFrom(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION && version != WITH_WHOLE_IDS) {
      throw new IOException(
          "The associations of a product are written in version %d; expected %d. Maybe the state is of a newer RTOTO."
              .formatted(version, VERSION));
    }
    return new ProductAssociations(
        FadingWeights.readFrom(in, false, version == VERSION),
        RecentSessions.readFrom(in),
        FadingWeights.readFrom(in, true, version == VERSION));
  }
}
