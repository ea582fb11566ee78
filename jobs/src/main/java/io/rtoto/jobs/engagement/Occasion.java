package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.rules.facts.AgreementEnding;
import io.rtoto.rules.facts.AgreementStarting;
import io.rtoto.rules.facts.AgreementUnused;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.LookAgain;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.schemas.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A moment in a customer's life, and what the rules may know of it. Its ids are hashes of what it
 * is and what caused it, so that whoever decides it again gives the same ids.
 *
 * @param customerId whose moment
 * @param moment what it is
 * @param cause the event that caused it, or since which nothing happened
 * @param which of several such moments that the same event causes; empty where there is only one
 * @param heldBefore how often it was held before, to be decided again now
 * @param at when, in event time
 * @param found how far event time had come when it was noticed; else any time before
 * @param now by the clock, where it is decided long afterwards; else any time before
 * @param facts what is known besides
 * @param strip what may be recommended
 */
record Occasion(
    String customerId,
    Moment moment,
    Activity cause,
    String which,
    int heldBefore,
    Instant at,
    Instant found,
    Instant now,
    List<Object> facts,
    Strip strip) {
  private static final int ID_BYTES = 16;

  /** When what is decided goes out: never before the moment. */
  Instant goesOut() {
    return now.isAfter(at) ? now : at;
  }

  /**
   * As of when it is said. What lasts is still so when it is found, be that long afterwards, as
   * where a newer model has it due earlier. Not up to when it goes out: what happened since, as in
   * an outage, may not have been read yet.
   */
  Instant saidAt() {
    Instant known = found.isBefore(goesOut()) ? found : goesOut();
    return lastsUntil(known) && known.isAfter(at) ? known : at;
  }

  private boolean lastsUntil(Instant known) {
    if (moment instanceof AgreementEnding ending) {
      return known.isBefore(at.plus(Duration.ofDays(ending.daysToEnd())));
    }
    if (moment instanceof AgreementStarting starting) {
      return known.isBefore(at.plus(Duration.ofDays(starting.daysToStart())));
    }
    return moment instanceof AttritionRisen
        || moment instanceof Dormant
        || moment instanceof AgreementUnused
        || moment instanceof ReplenishmentDue;
  }

  /** The same when it is decided again: it is the same moment. */
  String momentId() {
    return hash(why());
  }

  String decisionId(String slot) {
    return hash(why(), slot);
  }

  /** The same of a moment that need not be known. */
  static String decisionId(String moment, Activity cause, String which, String slot) {
    return hash(why(moment, cause, which), slot);
  }

  /** That this is offered on the occasion. */
  OfferMade offering(long what) {
    return new OfferMade(what, saidAt(), number(why()));
  }

  /** That on this occasion it is meant to look again. */
  Remark lookingAgain(LookAgain again) {
    return Remark.appointed(
        cause.leaf(),
        new Appointments(
            List.of(
                new Appointment(
                    again.name(),
                    new Activity(at, cause.eventId(), cause.leaf()),
                    at.plus(Duration.ofMinutes(again.minutes())),
                    false))));
  }

  /** That on this occasion a rule notes it of the customer. */
  Remark tagging(String tag, String rule, Duration holds) {
    return Remark.tagged(
        cause.leaf(), new Tags(List.of(new Tags.Tag(tag, rule, at, at.plus(holds)))));
  }

  private String why() {
    return why(moment.name(), cause, which);
  }

  private static String why(String moment, Activity cause, String which) {
    String why = moment + "\n" + cause.eventId();
    return which.isEmpty() ? why : why + "\n" + which;
  }

  /** A number for a text, to know it by where many are kept: the first 64 bits of its hash. */
  static long number(String... parts) {
    return ByteBuffer.wrap(digest(parts)).getLong();
  }

  /** First 32 hex digits of the SHA-256 of the parts, one a line. */
  static String hash(String... parts) {
    return HexFormat.of().formatHex(digest(parts), 0, ID_BYTES);
  }

  private static byte[] digest(String... parts) {
    return Sha256.of(String.join("\n", parts));
  }
}
