package io.rtoto.rules.settings;

import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.yaml.YamlProblem;
import io.rtoto.rules.yaml.YamlText;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is recommended, and in which order.
 *
 * @param most how many products a strip holds
 * @param mostOfACategory how many of these may be of one category as long as others are left
 * @param explorePercent of how many strips in a hundred the last place goes to a product that would
 *     not be shown otherwise, if the job draws something new for as many
 * @param categoryAffinity how much is added to the weight of what is of the category that the
 *     customer is drawn to most; of other categories by as much less as they are drawn to them less
 * @param productAffinity likewise of the product itself
 * @param weights by which factor a reason counts; 1 where nothing is said
 * @param blockedCategories of which nothing is recommended
 * @param blockedProducts which are never recommended
 * @param recommendsBoughtOnce whether what a customer has bought, and nothing tells that they buy
 *     it again, is recommended to them like anything else
 */
public record RecommendSettings(
    int most,
    int mostOfACategory,
    int explorePercent,
    double categoryAffinity,
    double productAffinity,
    Map<String, Double> weights,
    Set<String> blockedCategories,
    Set<String> blockedProducts,
    boolean recommendsBoughtOnce) {
  /** The file, at the library's root. */
  public static final String FILE = "recommend.yaml";

  /** Nothing speaks for what is new but chance. */
  private static final String NEW = "new";

  /** Why something may be recommended, as {@link Candidates} has it; but for what is new. */
  private static final List<String> REASONS =
      Arrays.stream(Candidates.class.getRecordComponents())
          .filter(field -> field.isAnnotationPresent(OneOf.class))
          .flatMap(field -> Arrays.stream(field.getAnnotation(OneOf.class).value()))
          .filter(reason -> !reason.equals(NEW))
          .toList();

  /** Of a library without the file. */
  public static final RecommendSettings DEFAULT =
      new RecommendSettings(
          12,
          4,
          5,
          .5,
          .5,
          Map.of("goes-with-basket", 1.5, "looked-at-before", .4, "popular", .3),
          Set.of(),
          Set.of(),
          false);

  private static final String BOUGHT_ONCE = "boughtOnce";
  private static final String RECOMMEND = "recommend";
  private static final List<String> WHAT_OF_BOUGHT_ONCE = List.of("leave-out", RECOMMEND);

  private static final String WEIGHTS = "weights";
  private static final int MOST_SHOWN = 24;
  private static final String WEIGHT = "[0-9]{1,3}(\\.[0-9]{1,6})?";

  /** Nobody changes them. */
  public RecommendSettings {
    weights = Map.copyOf(weights);
    blockedCategories = Set.copyOf(blockedCategories);
    blockedProducts = Set.copyOf(blockedProducts);
  }

  /** By which factor that reason counts. */
  public double weight(String because) {
    return weights.getOrDefault(because, 1.0);
  }

  /** Whether it is never recommended. */
  public boolean isBlocked(String productId, @Nullable String category) {
    return blockedProducts.contains(productId)
        || (category != null && blockedCategories.contains(category));
  }

  /** What the file says; a word that is missing leaves its default. */
  static RecommendSettings read(YamlText text) {
    Map<String, YamlText> words = words(text);
    Map<String, YamlText> affinity = table(words, "affinity", List.of("category", "product"));
    Map<String, YamlText> blocked = table(words, "blocked", List.of("categories", "products"));
    Map<String, Double> weights = new TreeMap<>(DEFAULT.weights);
    YamlText told = words.get(WEIGHTS);
    if (told != null) {
      // A bundle that was made when what is new had a weight is as good as before.
      told.table("the weights", REASONS, List.of(NEW))
          .forEach((reason, weight) -> weights.put(reason, weight(weight, 1)));
    }
    return new RecommendSettings(
        whole(words.get("most"), 1, MOST_SHOWN, DEFAULT.most),
        whole(words.get("mostOfACategory"), 1, MOST_SHOWN, DEFAULT.mostOfACategory),
        whole(words.get("explorePercent"), 0, 100, DEFAULT.explorePercent),
        weight(affinity.get("category"), DEFAULT.categoryAffinity),
        weight(affinity.get("product"), DEFAULT.productAffinity),
        weights,
        names(blocked.get("categories"), "a category"),
        names(blocked.get("products"), "a product"),
        RECOMMEND.equals(whatOfBoughtOnce(words.get(BOUGHT_ONCE))));
  }

  private static Map<String, YamlText> words(YamlText text) {
    return text.table(
        FILE,
        List.of(
            "most",
            "mostOfACategory",
            "explorePercent",
            "affinity",
            WEIGHTS,
            "blocked",
            BOUGHT_ONCE));
  }

  /** What the file says that is passed over when it is read, for it decides nothing any more. */
  static List<YamlProblem> decidesNothing(YamlText text) {
    YamlText weights = words(text).get(WEIGHTS);
    return weights == null
        ? List.of()
        : weights.table("the weights").keySet().stream()
            .filter(reason -> reason.word("a reason").equals(NEW))
            .map(
                reason ->
                    reason.problem(
                        "What is new has no weight: it comes after all else, or by chance.",
                        "Maybe leave the line out; EXPLORATION, a setting of the job, says how"
                            + " often something new is drawn."))
            .toList();
  }

  private static String whatOfBoughtOnce(@Nullable YamlText text) {
    String written = text == null ? "" : text.word("one of " + WHAT_OF_BOUGHT_ONCE);
    if (text != null && !WHAT_OF_BOUGHT_ONCE.contains(written)) {
      throw text.unknown(written, BOUGHT_ONCE, WHAT_OF_BOUGHT_ONCE);
    }
    return written;
  }

  private static Map<String, YamlText> table(
      Map<String, YamlText> words, String word, List<String> known) {
    YamlText told = words.get(word);
    return told == null ? Map.of() : told.table("the " + word, known);
  }

  private static int whole(@Nullable YamlText text, int least, int most, int otherwise) {
    return text == null ? otherwise : (int) text.whole(least, most);
  }

  private static double weight(@Nullable YamlText text, double otherwise) {
    if (text == null) {
      return otherwise;
    }
    String written = text.word("a weight");
    if (!written.matches(WEIGHT)) {
      throw text.problem("A weight is such as 1.5 or 0, but found %s.".formatted(written), "");
    }
    return new BigDecimal(written).doubleValue();
  }

  private static Set<String> names(@Nullable YamlText text, String what) {
    Set<String> names = new TreeSet<>();
    if (text != null) {
      text.items().forEach(item -> names.add(item.word(what)));
    }
    return names;
  }
}
