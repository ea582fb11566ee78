package io.rtoto.jobs.engagement;

import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.Verdict.Failure;
import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.Verdict.Withdrawn;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.AgreementSettings;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.PublishSettings;
import io.rtoto.rules.settings.RecommendSettings;
import io.rtoto.rules.settings.ScoreSettings;
import io.rtoto.rules.settings.TagSettings;
import io.rtoto.rules.settings.TextSettings;
import io.rtoto.rules.settings.TierSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that say the same to every moment of a kind, and remember what they were told. */
final class FixedRules implements RulesInForce {
  private ContactSettings contact = ContactSettings.DEFAULT;
  private TagSettings tags = TagSettings.DEFAULT;
  private TextSettings texts = TextSettings.DEFAULT;
  private final List<Proposed> proposed = new ArrayList<>();
  private final List<Withdrawn> withdrawn = new ArrayList<>();
  private final Set<String> soldOut = new HashSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<List<?>> factsTold = new ArrayList<>();
  private final Set<Class<? extends Moment>> on = new HashSet<>(Set.of(ProductViewed.class));
  private RecommendSettings recommend = RecommendSettings.DEFAULT;
  private Standards standards = Standards.DEFAULT;

  /**
   * Those are on these moments beside a look at a product, which nobody thinks of unless some rule
   * is on them.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  static FixedRules on(Class<? extends Moment>... moments) {
    FixedRules rules = new FixedRules();
    rules.on.addAll(List.of(moments));
    return rules;
  }

  /** Those are on no other moment. */
  static FixedRules onlyOn(Class<? extends Moment> moment) {
    FixedRules rules = new FixedRules();
    rules.on.clear();
    rules.on.add(moment);
    return rules;
  }

  /** Where customers are spoken to so. */
  FixedRules under(ContactSettings settings) {
    contact = settings;
    standards = Standards.of(settings());
    return this;
  }

  /** Where it is recommended so. */
  FixedRules recommending(RecommendSettings settings) {
    recommend = settings;
    return this;
  }

  /** Where products last so long. */
  FixedRules by(ReplenishmentModel model) {
    standards = Standards.DEFAULT.with(null, Instant.MIN, model);
    return this;
  }

  /** Where this is read of it. */
  FixedRules saying(TextSettings said) {
    texts = said;
    return this;
  }

  /** Where there is this tag, which holds for so many days. */
  FixedRules knowing(String tag, int holdsDays) {
    tags = new TagSettings(Map.of(tag, new TagSettings.Tag("it", "tests", "risk", holdsDays)));
    return this;
  }

  /** That product cannot be delivered from now on. */
  FixedRules sellsOut(String productId) {
    soldOut.add(productId);
    return this;
  }

  @Override
  public boolean isSoldOut(String productId) {
    return soldOut.contains(productId);
  }

  /** They say something else from now on. */
  FixedRules forget() {
    proposed.clear();
    return this;
  }

  FixedRules propose(String rule, Proposal proposal) {
    proposed.add(new Proposed(rule, proposal));
    return this;
  }

  FixedRules withdraw(String rule, Proposal proposal, String guard) {
    withdrawn.add(new Withdrawn(new Proposed(rule, proposal), guard));
    return this;
  }

  FixedRules fail(String rule, String error) {
    failures.add(new Failure(rule, error));
    return this;
  }

  /** The facts of each question, in order. */
  List<List<?>> factsTold() {
    return factsTold;
  }

  Verdict verdict() {
    return new Verdict(List.copyOf(proposed), List.copyOf(withdrawn), failures);
  }

  @Override
  public LibrarySettings settings() {
    return new LibrarySettings(
        TierSettings.DEFAULT,
        contact,
        tags,
        ScoreSettings.DEFAULT,
        texts,
        recommend,
        PublishSettings.DEFAULT,
        AgreementSettings.DEFAULT);
  }

  @Override
  public String ownerOf(String rule) {
    return "owner of " + rule;
  }

  @Override
  public String version() {
    return "v1";
  }

  @Override
  public boolean areOn(Class<? extends Moment> moment) {
    return on.contains(moment);
  }

  @Override
  public Standards standards() {
    return standards;
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    factsTold.add(facts);
    return verdict();
  }
}
