package io.rtoto.jobs.measurement;

import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** By which names is counted. They stand in state: none may ever mean anything else. */
final class Names {
  static final String EVALUATED = "evaluated";
  static final String FIRED = "fired";
  static final String SAID = "said";
  static final String LOST_TO = "lostTo";
  static final String SUPPRESSED_BY = "suppressedBy";
  static final String HELD_OUT = "heldOut";
  static final String FIRED_WITH = "firedWith";
  static final String AGAINST = "against";
  static final String MOMENT = "moment";
  static final String DAY = "day";
  static final String LAST_TOUCH = "lastTouch";
  static final String ANY_TOUCH = "anyTouch";
  static final String COMPLAINTS = "complaints";
  static final String TREATED = "treated";
  static final String CONTROL = "control";
  static final String CUSTOMERS = "customers";
  static final String CONVERTED = "converted";
  static final String REVENUE = "revenue";
  static final String ORDERS = "orders";

  static final String EVENTS = "events";
  static final String DECISIONS = "decisions";
  static final String DEAD_LETTERS = "deadLetters";
  static final String VIEWS = "views";
  static final String ADDITIONS = "additions";
  static final String CHECKOUTS = "checkouts";
  static final String OFFERS_SHOWN = "offersShown";
  static final String ORDERED = "ordered";
  static final String TAKEN_BACK = "takenBack";
  static final String CART = "cart";
  static final String CHECKOUT = "checkout";
  static final String ABANDONED = "abandoned";
  static final String RESCUED = "rescued";
  static final String TIER = "tier";
  static final String AT_RISK = "atRisk";
  static final String COUNT = "count";

  private Names() {}

  /** A word of others, such as a tier's name, as one part of a name: without a blank. */
  static String part(String word) {
    return word.replace("%", "%25").replace(" ", "%20");
  }

  /** The word that a part stands for. */
  static String told(String part) {
    return part.replace("%20", " ").replace("%25", "%");
  }

  /** The keys of a rule's scorecards: of that version, and of all. */
  static List<String> scorecards(String rule, String version) {
    return List.of(scorecard(rule, version), scorecard(rule, Scorecard.ALL_VERSIONS));
  }

  /** The key of a rule's scorecard of that version. */
  static String scorecard(String rule, String version) {
    return rule + '|' + version;
  }

  /** The key of the figures of that time. */
  static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** The day of that time, UTC. */
  static String day(Instant at) {
    return at.toString().substring(0, 10);
  }
}
