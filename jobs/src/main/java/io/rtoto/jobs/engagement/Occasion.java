package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.LookAgain;
import io.rtoto.schemas.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment in a customer's life, and what the rules may know of it. Its ids are hashes of what it
 * is and what caused it, so that whoever decides it again gives the same ids.
 *
 * @param customerId whose moment
 * @param moment what it is
 * @param cause the event that caused it, or since which nothing happened
 * @param which of several such moments that the same event causes; empty where there is only one
 * @param heldBefore how often it was held before, to be decided again now
 * @param heldSince when it was held last; null when it never was
 * @param at when, in event time
 * @param saidAt as of when it is said: later than when it was, where it was found late and lasts
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
    @Nullable Instant heldSince,
    Instant at,
    Instant saidAt,
    Instant now,
    List<Object> facts,
    Strip strip) {
  private static final int ID_BYTES = 16;

  /** When what is decided goes out: never before the moment. */
  Instant goesOut() {
    return now.isAfter(at) ? now : at;
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
    return new OfferMade(what, saidAt, number(why()));
  }

  /**
   * That on this occasion it is meant to look again.
   *
   * @param inARow how often one has by now while the customer did nothing
   */
  Remark lookingAgain(LookAgain again, int inARow) {
    return Remark.appointed(
        cause.leaf(),
        new Appointments(
            List.of(
                new Appointment(
                    again.name(),
                    new Activity(saidAt, cause.eventId(), cause.leaf()),
                    saidAt.plus(Duration.ofMinutes(again.minutes())),
                    false,
                    inARow))));
  }

  /** That on this occasion a rule notes it of the customer. */
  Remark tagging(String tag, String rule, Duration holds) {
    return Remark.tagged(
        cause.leaf(), new Tags(List.of(new Tags.Tag(tag, rule, saidAt, saidAt.plus(holds)))));
  }

  private String why() {
    return why(moment.name(), cause, which);
  }

  /**
   * A reminder is of something and its date. Which message told of it last is no matter, or one
   * that only tells another balance would make another reminder of it.
   */
  private static String why(String moment, Activity cause, String which) {
    String why =
        moment + "\n" + (DueAgreement.isCalled(moment) ? cause.leaf().key() : cause.eventId());
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
