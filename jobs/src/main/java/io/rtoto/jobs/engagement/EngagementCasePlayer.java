package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.cases.CasePlayer;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays the cases of rules with the memory, the moments and the arbitration of engage. */
public final class EngagementCasePlayer implements CasePlayer {
  private static final String CUSTOMER = "the-customer";
  private static final Identifier BROWSER =
      new Identifier(IdentifierType.ANONYMOUS_ID, "the-browser");
  private static final Identifier ACCOUNT = new Identifier(IdentifierType.USER_ID, "the-account");

  /** A story has no other time, unless it is heard late. */
  private static final Instant AT_ONCE = Instant.MIN;

  private final Engagement engagement;
  private final RulesInForce rules;
  private final Map<String, CatalogEntry> catalogue = new HashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private CustomerMemory memory = CustomerMemory.EMPTY;
  private @Nullable Duration late;

  private EngagementCasePlayer(
      Engagement engagement,
      RuleBook book,
      List<CatalogEntry> shop,
      ReplenishmentParameters lasting) {
    this.engagement = engagement;
    shop.forEach(entry -> catalogue.put(entry.productId(), entry));
    Set<String> soldOut = new HashSet<>(catalogue.keySet());
    soldOut.removeIf(this::isInStock);
    ReadAloud aloud = new ReadAloud(book, book.reader());
    Standards standards = aloud.standards().with(null, Instant.MIN, ReplenishmentModel.of(lasting));
    this.rules = new AllInForce(aloud, standards, soldOut::contains, Map.of(), new RuleTally());
  }

  /** Of stories that are decided with these settings. */
  public static CasePlayer.Factory with(EngageSettings settings) {
    Engagement engagement =
        new Engagement(settings.patience(), settings.offerAgainAfter(), settings.exploration());
    return (book, shop, lasting) -> new EngagementCasePlayer(engagement, book, shop, lasting);
  }

  @Override
  public void happens(CustomerEvent event) {
    timePasses(event.occurrence().at());
    IdentifiedEvent identified = identified(event);
    Instant heard = heard(event.occurrence().at());
    hear(engagement.happened(memory, memory.apply(identified), identified, heard, rules));
    if (event instanceof ProductViewed viewed) {
      View view = View.of(identified, viewed.product());
      List<Candidate> candidates = listedInStock(viewed.product().productId());
      hear(engagement.looks(memory, new ViewAnswered(view, candidates), heard, rules));
    }
  }

  @Override
  public void timePasses(Instant to) {
    hear(engagement.timePassed(CUSTOMER, memory, to, AT_ONCE, heard(to), rules));
  }

  @Override
  public void isHeardLate(Duration by) {
    late = by;
  }

  private Instant heard(Instant at) {
    return late == null ? AT_ONCE : at.plus(late);
  }

  @Override
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  private void hear(Outcome outcome) {
    memory = outcome.memory();
    for (Heard heard : outcome.heard()) {
      answers.add(
          new Answer(
              heard.occasion().moment().name(),
              heard.occasion().at(),
              heard.rulings().stream()
                  .map(ruling -> new Weighed(ruling.proposed(), ruling.outcome(), ruling.channel()))
                  .toList(),
              heard.failures()));
    }
  }

  static IdentifiedEvent identified(CustomerEvent event) {
    boolean tellsWho = event instanceof CustomerIdentified;
    return new IdentifiedEvent(
        Occasion.hash(event.occurrence().messageId()),
        CUSTOMER,
        tellsWho ? ACCOUNT : BROWSER,
        tellsWho ? List.of(ACCOUNT, BROWSER) : List.of(BROWSER),
        event);
  }

  private List<Candidate> listedInStock(String productId) {
    CatalogEntry entry = catalogue.get(productId);
    if (entry == null) {
      return List.of();
    }
    return entry.companions().stream().filter(this::isInStock).map(this::listed).toList();
  }

  private Candidate listed(String productId) {
    CatalogEntry entry = Objects.requireNonNull(catalogue.get(productId), productId);
    return new Candidate(
        productId, Candidate.Because.LISTED, null, 1, entry.category(), entry.price());
  }

  private boolean isInStock(String productId) {
    CatalogEntry entry = catalogue.get(productId);
    return entry != null && (entry.stock() == null || entry.stock() > 0);
  }
}
