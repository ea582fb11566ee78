package io.rtoto.rules.vocabulary;

import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.Contact;
import io.rtoto.rules.facts.CreditLimit;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.facts.Shipment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every fact that a rule may name. A rule file imports nothing: these are known to it. */
public final class Vocabulary {
  private static final List<Class<?>> MOMENTS = permitted(Moment.class);
  private static final List<Class<?>> PROPOSALS = permitted(Proposal.class);
  private static final List<Class<?>> KNOWLEDGE =
      List.of(
          Agreement.class,
          Candidates.class,
          Contact.class,
          CreditLimit.class,
          Customer.class,
          RecommendedProduct.class,
          Shipment.class);

  private static final Map<String, Class<?>> BY_NAME =
      Stream.of(MOMENTS, KNOWLEDGE, PROPOSALS, List.<Class<?>>of(Proposal.class))
          .flatMap(List::stream)
          .collect(
              Collectors.toMap(
                  Class::getSimpleName, fact -> fact, (one, two) -> one, TreeMap::new));

  private static final Map<String, Class<?>> BY_FOLDER =
      MOMENTS.stream().collect(Collectors.toMap(Vocabulary::folderOf, moment -> moment));

  private Vocabulary() {}

  /** The moments, by name. */
  public static List<Class<?>> moments() {
    return MOMENTS;
  }

  /** What a rule may know beside the moment, by name. */
  public static List<Class<?>> knowledge() {
    return KNOWLEDGE;
  }

  /** What a rule may propose, by name. */
  public static List<Class<?>> proposals() {
    return PROPOSALS;
  }

  /** All facts by the name that rules use. */
  public static Map<String, Class<?>> facts() {
    return BY_NAME;
  }

  /** The moment whose rules lie in that folder: {@code cart_abandoned} holds CartAbandoned's. */
  public static Optional<Class<?>> momentOfFolder(String folder) {
    return Optional.ofNullable(BY_FOLDER.get(folder));
  }

  /** The folder of a moment's rules: {@code cart_abandoned} for CartAbandoned. */
  public static String folderOf(Class<?> moment) {
    return moment
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static List<Class<?>> permitted(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .sorted((one, two) -> one.getSimpleName().compareTo(two.getSimpleName()))
        .collect(Collectors.<Class<?>>toUnmodifiableList());
  }
}
