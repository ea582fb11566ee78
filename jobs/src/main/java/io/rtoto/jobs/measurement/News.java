package io.rtoto.jobs.measurement;

import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What measure is told. */
public sealed interface News
    permits News.Journalled,
        News.Decided,
        News.Overtaken,
        News.Refused,
        News.Identified,
        News.Published {

  /** By what it is known again; equal ones are one. */
  String id();

  /** When it happened, in event time; null where it has no such time. */
  @Nullable Instant at();

  /** Whether it tells how a decision ended. */
  default boolean isDecidedOrNot() {
    return this instanceof Decided
        || (this instanceof Journalled journalled && journalled.entry() instanceof DecisionNotMade);
  }

  /**
   * The journal has it.
   *
   * @param entry what took effect, exactly once
   */
  public record Journalled(JournalEntry entry) implements News {
    @Override
    public String id() {
      return entry instanceof DecisionNotMade notMade ? notMade.decisionId() : entry.key();
    }

    @Override
    public @Nullable Instant at() {
      if (entry instanceof EventApplied applied) {
        CustomerEvent event = applied.event();
        return event.occurrence().at();
      }
      if (entry instanceof MomentArose moment) {
        return moment.at();
      }
      return entry instanceof DecisionNotMade notMade ? notMade.at() : null;
    }
  }

  /**
   * It was decided, and may be told again.
   *
   * @param decision what
   */
  public record Decided(Decision decision) implements News {
    @Override
    public String id() {
      return decision.decisionId();
    }

    @Override
    public Instant at() {
      return decision.decidedAt();
    }
  }

  /**
   * What was told not to be decided was decided, and went out: the other message is taken back.
   *
   * @param notMade that message
   */
  public record Overtaken(DecisionNotMade notMade) implements News {
    @Override
    public String id() {
      return notMade.decisionId();
    }

    @Override
    public Instant at() {
      return notMade.at();
    }
  }

  /**
   * A message was refused, and may be told again.
   *
   * @param reason why, as a code
   * @param topic the topic that it arrived on
   * @param partition its partition there
   * @param offset its offset there
   * @param writtenAt when the letter was written, by the broker's clock
   */
  public record Refused(String reason, String topic, int partition, long offset, Instant writtenAt)
      implements News {
    static Refused of(DeadLetter letter, Instant writtenAt) {
      return new Refused(
          letter.reason().code(), letter.topic(), letter.partition(), letter.offset(), writtenAt);
    }

    @Override
    public String id() {
      return topic + ' ' + partition + ' ' + offset;
    }

    @Override
    public @Nullable Instant at() {
      return null;
    }
  }

  /**
   * An identifier is of a customer.
   *
   * @param own the customer that it is by itself
   * @param customerId the customer that it is of now
   */
  public record Identified(String own, String customerId) implements News {
    @Override
    public String id() {
      return own;
    }

    @Override
    public @Nullable Instant at() {
      return null;
    }
  }

  /**
   * There is a version of the rules.
   *
   * @param version which
   * @param rules the ids of its rules, by the moment that they react to
   */
  public record Published(String version, Map<String, List<String>> rules) implements News {
    @Override
    public String id() {
      return version;
    }

    @Override
    public @Nullable Instant at() {
      return null;
    }
  }
}
