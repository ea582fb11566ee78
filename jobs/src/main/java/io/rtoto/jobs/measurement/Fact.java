package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something about a customer that what a rule brought is reckoned from. */
public sealed interface Fact
    permits Fact.Told,
        Fact.CameOfIt,
        Fact.Ordered,
        Fact.TookBack,
        Fact.ConsentTold,
        Fact.Noticed,
        Fact.Settled {

  /** By what it is known again; equal ones are one. */
  String id();

  /** When, in event time. */
  Instant at();

  /**
   * A rule had its way, or was held out.
   *
   * @param decisionId the decision
   * @param kind what was decided
   * @param rule the rule's id
   * @param version the version of the rules
   * @param arm the arm of the customer; null where there is none
   * @param propensityMillionths how likely the customer was to be in it, in millionths
   * @param at when
   */
  public record Told(
      String decisionId,
      DecisionKind kind,
      String rule,
      String version,
      @Nullable Arm arm,
      long propensityMillionths,
      Instant at)
      implements Fact {
    private static final long CERTAIN = 1_000_000;

    @Override
    public String id() {
      return "told " + decisionId;
    }

    /**
     * Whether chance put the customer into the arm, so that others like them are in the other one.
     * Whoever is told because nobody is held out has no like to be compared with.
     */
    boolean isDrawn() {
      return (arm == Arm.TREATED || arm == Arm.HELD_OUT)
          && propensityMillionths > 0
          && propensityMillionths < CERTAIN;
    }

    /** Whether it reaches somebody without being shown on a page: an agent, or an account owner. */
    boolean reachesByItself() {
      return kind == DecisionKind.ALERT || kind == DecisionKind.TASK;
    }

    /** Whether it is about to be shown, or to reach somebody. */
    boolean isMeantToReach() {
      return kind != DecisionKind.RECORD;
    }

    /** The same for somebody whose arm stands: it has no part in that any more. */
    Told withoutArm() {
      return new Told(decisionId, kind, rule, version, null, 0, at);
    }

    /** What is left of the arm when it stands. */
    Settled settled() {
      return new Settled(decisionId, rule, version, at);
    }
  }

  /**
   * Something came of a decision.
   *
   * @param eventId the event that told
   * @param decisionId the decision
   * @param outcome what
   * @param at when
   */
  public record CameOfIt(String eventId, String decisionId, OfferOutcome outcome, Instant at)
      implements Fact {
    @Override
    public String id() {
      return "event " + eventId;
    }
  }

  /**
   * The customer ordered.
   *
   * @param eventId the event that told
   * @param orderId the shop's id
   * @param total what it comes to; null when not told
   * @param at when
   */
  public record Ordered(String eventId, String orderId, @Nullable Money total, Instant at)
      implements Fact {
    @Override
    public String id() {
      return "event " + eventId;
    }
  }

  /**
   * An order was cancelled or goods of it given back.
   *
   * @param eventId the event that told
   * @param orderId the shop's id
   * @param total what was taken back; null when not told
   * @param whole whether all of the order was, as far as is told
   * @param at when
   */
  public record TookBack(
      String eventId, String orderId, @Nullable Money total, boolean whole, Instant at)
      implements Fact {
    @Override
    public String id() {
      return "event " + eventId;
    }
  }

  /**
   * It was told by which ways the customer allows marketing, and by which not.
   *
   * @param eventId the event that told
   * @param at when
   * @param consents to marketing; what they do not name stays as it was
   * @param standing whether it only tells how it stands, which may be for years; else the customer
   *     said so then
   */
  public record ConsentTold(String eventId, Instant at, List<Consent> consents, boolean standing)
      implements Fact {
    private static final List<Consent> ALL_REFUSED =
        List.of(new Consent(Purpose.MARKETING, null, false));

    /** Older state has those only that refused something, and not what. */
    public ConsentTold {
      consents = requireNonNullElse(consents, ALL_REFUSED);
    }

    @Override
    public String id() {
      return "event " + eventId;
    }
  }

  /**
   * A moment of which figures are kept came about. Several messages may tell of it, and not each
   * tells what it was about.
   *
   * @param source what told, such as a decision's id
   * @param occasion what tells the moment from others of its name
   * @param moment its name
   * @param about what it was about, by name; empty where that is not told
   * @param at when
   */
  public record Noticed(
      String source, String occasion, String moment, Map<String, String> about, Instant at)
      implements Fact {
    /** Puts a default where an older state lacks the field. */
    public Noticed {
      about = requireNonNullElse(about, Map.of());
    }

    @Override
    public String id() {
      return "noticed " + source;
    }
  }

  /**
   * By that decision the customer counts in an arm for good: not by another one again.
   *
   * @param decisionId the decision
   * @param rule the rule's id
   * @param version the version of the rules
   * @param at when it was decided
   */
  public record Settled(String decisionId, String rule, String version, Instant at)
      implements Fact {
    @Override
    public String id() {
      return "settled " + decisionId;
    }
  }
}
