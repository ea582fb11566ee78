package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules as one thread asks them. */
interface RulesInForce {
  /** Before any rules have arrived: nobody says anything. */
  RulesInForce NONE =
      new RulesInForce() {
        @Override
        public String version() {
          return "";
        }

        @Override
        public boolean areOn(Class<? extends Moment> moment) {
          return false;
        }

        @Override
        public Standards standards() {
          return Standards.DEFAULT;
        }

        @Override
        public LibrarySettings settings() {
          return LibrarySettings.DEFAULT;
        }

        @Override
        public String ownerOf(String rule) {
          return "";
        }

        @Override
        public Verdict ask(Moment moment, List<?> facts) {
          return Verdict.SILENCE;
        }
      };

  /** The version of their bundle. */
  String version();

  /** Whether any of them is on moments of that kind. */
  boolean areOn(Class<? extends Moment> moment);

  /**
   * The version of the model beside them that a decision on the moment goes by: that of how long
   * products last where it tells of the moment, else that of who comes back. Null while there is
   * none.
   */
  default @Nullable String modelVersion(Moment moment) {
    if (moment instanceof ReplenishmentDue) {
      ReplenishmentModel lasting = standards().replenishment();
      return lasting == null ? null : lasting.version();
    }
    FittedModel model = standards().fitted();
    return model == null ? null : model.version();
  }

  /** By what customers are judged beside them. */
  Standards standards();

  /** What their library sets beside them. */
  LibrarySettings settings();

  /** When, how often and by which way customers are spoken to. */
  default ContactSettings contact() {
    return settings().contact();
  }

  /** Who is asked when that rule misbehaves; empty when nobody knows. */
  String ownerOf(String rule);

  /** Whether that product cannot be delivered now. */
  default boolean isSoldOut(String productId) {
    return false;
  }

  /**
   * Whether there are none for as long as those that decided before a restart do not load. What is
   * due meanwhile waits for others, or nobody would ever be asked of it.
   */
  default boolean areAwaited() {
    return false;
  }

  /** Since when what is due as this is theirs to answer: before, they were not there. */
  default Instant since(Absence due) {
    return Instant.MIN;
  }

  /** Whether any of them, upon that moment, asks for something of the kind of that fact. */
  default boolean askFor(Object fact, Moment moment) {
    return true;
  }

  /** What they say to this moment. */
  Verdict ask(Moment moment, List<?> facts);
}
