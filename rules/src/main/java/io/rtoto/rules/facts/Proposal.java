package io.rtoto.rules.facts;

import java.util.List;
import java.util.Objects;

/**
 * What a rule proposes. Of all that are proposed for one slot, the one that weighs most wins: value
 * x propensity x context x lever, where the context is the rule's own priority.
 */
public sealed interface Proposal {
  /** How many characters a proposal's name has at most. */
  int LONGEST_NAME = 80;

  /** What is proposed, such as {@code free-delivery}. */
  String name();

  /** How well it fits the moment, among others. */
  int priority();

  /** What it is worth to the shop when the customer takes it, in minor units; 0 is the usual. */
  default long valueMinor() {
    return 0;
  }

  /**
   * Show these products now, best first. What is more than a strip holds is left out.
   *
   * @param name what is shown, such as {@code goes-with-it}
   * @param priority its weight among others for the same place; the highest wins
   * @param products the shop's ids, best first
   */
  record Recommendation(String name, int priority, List<String> products) implements Proposal {
    /** Nothing of it is null, or the rule throws. */
    public Recommendation {
      requireName(name);
      products = List.copyOf(products);
    }

    /** The same, of other products. */
    public Recommendation of(List<String> others) {
      return new Recommendation(name, priority, others);
    }
  }

  /**
   * Make the customer this offer.
   *
   * @param name what is offered, such as {@code free-delivery}
   * @param priority how well it fits the moment, among others for the same place
   * @param valueMinor what it is worth to the shop when the customer takes it, in minor units; may
   *     be left out, and is then what contact.yaml says
   */
  record Offer(String name, int priority, long valueMinor) implements Proposal {
    /** It has a name and is worth something, or the rule throws. */
    public Offer {
      requireName(name);
      if (valueMinor < 0) {
        throw new IllegalArgumentException("An offer is worth " + valueMinor + "; expected more.");
      }
    }

    /** An offer worth what offers usually are. */
    public Offer(String name, int priority) {
      this(name, priority, 0);
    }
  }

  /**
   * Tell the account's owner.
   *
   * @param name what is told, such as {@code rhythm-broken}
   * @param priority its weight among others for the same place; the highest wins
   */
  record Alert(String name, int priority) implements Proposal {
    /** It has a name, or the rule throws. */
    public Alert {
      requireName(name);
    }
  }

  /**
   * Give an agent this task.
   *
   * @param name what is to be done, such as {@code call-back}
   * @param priority its weight among others for the same place, and among the tasks of all
   *     customers; the highest comes first
   * @param script the key of the sales script that the agent goes by, such as {@code call-back}
   */
  record Task(String name, int priority, String script) implements Proposal {
    /** It has a name and a script, or the rule throws. */
    public Task {
      requireName(name);
      if (Objects.requireNonNull(script, "A task has a script.").isBlank()) {
        throw new IllegalArgumentException("A task's script is not blank.");
      }
    }
  }

  /**
   * Look at the customer again later: at {@code Wakeup} the rules are asked again. The same name
   * asked for again is put off; of more than 6 names those asked for last are kept. Upon a {@code
   * Wakeup} it is asked for again 29 times at most while the customer does nothing, and no sooner
   * than a minute after it: who asked for less would fail.
   *
   * @param name what for, such as {@code after-return}
   * @param minutes after how many minutes; at least 1, and at most 527040, which are 366 days
   */
  record LookAgain(String name, long minutes) implements Proposal {
    private static final long A_YEAR = 366L * 24 * 60;

    /** It has a name and a time, or the rule throws. */
    public LookAgain {
      requireName(name);
      if (minutes < 1 || minutes > A_YEAR) {
        throw new IllegalArgumentException(
            "%s is to look again after %d minutes; expected 1 to %d, which are 366 days."
                .formatted(name, minutes, A_YEAR));
      }
    }

    @Override
    public int priority() {
      return 0;
    }
  }

  /**
   * Only remember that it was so.
   *
   * @param name what is remembered, such as {@code abandoned-cart}
   */
  record Note(String name) implements Proposal {
    /** It has a name, or the rule throws. */
    public Note {
      requireName(name);
    }

    @Override
    public int priority() {
      return 0;
    }
  }

  /**
   * Remember this of the customer, so that rules at later moments can ask for it, as in {@code
   * Customer( tags contains "price-sensitive" )}. Set again, it holds from then on; of more than 10
   * those set last are kept.
   *
   * @param name one of those in {@code tags.yaml}, which says how long it holds
   */
  record Tag(@OneOf(namedIn = OneOf.TAGS) String name) implements Proposal {
    /** It has a name, or the rule throws. */
    public Tag {
      requireName(name);
    }

    @Override
    public int priority() {
      return 0;
    }
  }

  /** Thrown in the rule, it is the rule's failure; later it would be the job's. */
  private static void requireName(String name) {
    if (Objects.requireNonNull(name, "A proposal has a name.").isBlank()) {
      throw new IllegalArgumentException("A proposal's name is not blank.");
    }
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "A proposal's name has %d characters; expected at most %d."
              .formatted(name.length(), LONGEST_NAME));
    }
  }
}
