package io.rtoto.gateway.desk;

import io.rtoto.gateway.desk.Timeline.Entry;
import io.rtoto.gateway.desk.Timeline.Place;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened to identifiers, and what was not decided about customers. Of each identifier the
 * newest 500 events are kept, of each customer the newest 200 moments at which nothing was said.
 */
final class TimelineTable {
  static final int MOST_EVENTS = 500;
  private static final int MOST_NOT_MADE = 200;
  private static final int MOST_TAKEN_OUT = 10_000;

  /** All ids that a customer ever had, by the id of now. */
  static final String EARLIER =
      "with recursive earlier (customer_id) as (select ?::text"
          + " union select alias.customer_id from alias"
          + " join earlier on alias.replaced_by = earlier.customer_id)";

  private static final Messages<EventApplied> APPLIED = Messages.of(EventApplied.class);
  private static final Messages<DecisionNotMade> NOT_MADE = Messages.of(DecisionNotMade.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private TimelineTable() {}

  /** What is behind that place, newest first, of the customer who has that id now. */
  static Timeline of(Connection connection, String customerId, Place behind, int most)
      throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            EARLIER
                + " (select found.at, 'event' as kind, found.event_id as id, found.applied as body"
                + " from identifier who join lateral (select at, event_id, applied from timeline"
                + " where timeline.type = who.type and timeline.hash = who.hash"
                + " and (at, event_id) < (?, ?) order by at desc, event_id desc limit ?) found"
                + " on true where who.customer_id = ?)"
                + " union all (select found.at, 'decision', found.decision_id, found.decision"
                + " from earlier join lateral (select decided_at as at, decision_id, decision"
                + " from decision where decision.customer_id = earlier.customer_id"
                + " and decided_at <= ? and (decided_at, decision_id) < (?, ?)"
                + " order by decided_at desc, decision_id desc limit ?) found on true)"
                + " union all (select found.at, 'not_made', found.decision_id, found.not_made"
                + " from earlier join lateral (select at, decision_id, not_made"
                + " from decision_not_made where decision_not_made.customer_id ="
                + " earlier.customer_id and (at, decision_id) < (?, ?)"
                + " order by at desc, decision_id desc limit ?) found on true)"
                + " order by at desc, id desc limit ?")) {
      Timestamp at = Timestamp.from(behind.at());
      query.setString(1, customerId);
      query.setTimestamp(2, at);
      query.setString(3, behind.id());
      query.setInt(4, most);
      query.setString(5, customerId);
      query.setTimestamp(6, at);
      query.setTimestamp(7, at);
      query.setString(8, behind.id());
      query.setInt(9, most);
      query.setTimestamp(10, at);
      query.setString(11, behind.id());
      query.setInt(12, most);
      query.setInt(13, most);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(
              entry(
                  rows.getTimestamp(1).toInstant(),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4)));
        }
      }
    }
    Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
    return new Timeline(
        entries,
        last == null || entries.size() < most ? null : new Place(last.at(), last.id()).text());
  }

  private static Entry entry(Instant at, String kind, String id, String body) {
    return switch (kind) {
      case "event" -> {
        EventApplied applied = Rows.read(APPLIED, body);
        yield new Entry(at, kind, id, applied.event(), applied.identifier(), null, null);
      }
      case "decision" -> new Entry(at, kind, id, null, null, Rows.read(DECISIONS, body), null);
      default -> new Entry(at, kind, id, null, null, null, Rows.read(NOT_MADE, body));
    };
  }

  /** What was proposed and not said under any of those ids, newest first. */
  static List<DecisionNotMade> notMade(Connection connection, String customerId, int most)
      throws SQLException {
    List<DecisionNotMade> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            EARLIER
                + " select not_made from decision_not_made join earlier using (customer_id)"
                + " order by at desc, decision_id desc limit ?")) {
      query.setString(1, customerId);
      query.setInt(2, most);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(Rows.read(NOT_MADE, rows.getString(1)));
        }
      }
    }
    return found;
  }

  /** Takes out what was erased of identifiers, and notes it. */
  static void erase(Connection connection, List<Batch.Erasure> erasures) throws SQLException {
    try (PreparedStatement note =
            connection.prepareStatement(
                "insert into erased_identifier (type, hash, up_to) values (?, ?, ?)"
                    + " on conflict (type, hash) do update"
                    + " set up_to = greatest(erased_identifier.up_to, excluded.up_to)");
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from timeline where type = ? and hash = ? and at <= ?")) {
      for (Batch.Erasure erasure : erasures) {
        CustomerErased erased = erasure.erased();
        for (PreparedStatement statement : List.of(note, delete)) {
          statement.setString(1, erased.identifier().typeName());
          statement.setString(2, erased.identifier().hash());
          statement.setTimestamp(3, Timestamp.from(erased.upTo()));
          statement.addBatch();
        }
      }
      note.executeBatch();
      delete.executeBatch();
    }
  }

  static void writeEvents(Connection connection, List<EventApplied> events) throws SQLException {
    Set<Identifier> touched = new LinkedHashSet<>();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into timeline (type, hash, at, event_id, applied) select ?, ?, ?, ?, ?::jsonb"
                + " where not exists (select from erased_identifier"
                + " where type = ? and hash = ? and up_to >= ?) on conflict do nothing")) {
      for (EventApplied applied : events) {
        Identifier identifier = applied.identifier();
        Timestamp at = Timestamp.from(applied.event().occurrence().at());
        touched.add(identifier);
        insert.setString(1, identifier.typeName());
        insert.setString(2, identifier.hash());
        insert.setTimestamp(3, at);
        insert.setString(4, applied.eventId());
        insert.setString(5, Rows.text(APPLIED, applied));
        insert.setString(6, identifier.typeName());
        insert.setString(7, identifier.hash());
        insert.setTimestamp(8, at);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    trimEvents(connection, touched);
  }

  private static void trimEvents(Connection connection, Set<Identifier> touched)
      throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    try (PreparedStatement trim =
        connection.prepareStatement(
            "delete from timeline using (select who.type, who.hash, newest.at, newest.event_id"
                + " from unnest(?, ?) as who (type, hash) cross join lateral"
                + " (select at, event_id from timeline where timeline.type = who.type"
                + " and timeline.hash = who.hash order by at desc, event_id desc offset "
                + MOST_EVENTS
                + " limit 1) newest) beyond where timeline.type = beyond.type"
                + " and timeline.hash = beyond.hash"
                + " and (timeline.at, timeline.event_id) <= (beyond.at, beyond.event_id)")) {
      trim.setArray(1, texts(connection, touched.stream().map(Identifier::typeName).toList()));
      trim.setArray(2, texts(connection, touched.stream().map(Identifier::hash).toList()));
      trim.executeUpdate();
    }
  }

  static void writeNotMade(Connection connection, List<DecisionNotMade> notMade)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into decision_not_made"
                    + " (customer_id, at, decision_id, held_before, not_made)"
                    + " select ?, ?, ?, ?, ?::jsonb where not exists (select from erasure"
                    + " where customer_id = ? and up_to >= ?) on conflict do nothing");
        PreparedStatement trim =
            connection.prepareStatement(
                "delete from decision_not_made where customer_id = ? and at < (select at"
                    + " from decision_not_made where customer_id = ? order by at desc offset "
                    + MOST_NOT_MADE
                    + " limit 1)")) {
      for (DecisionNotMade none : notMade) {
        Timestamp at = Timestamp.from(none.at());
        insert.setString(1, none.customerId());
        insert.setTimestamp(2, at);
        insert.setString(3, none.decisionId());
        insert.setInt(4, none.heldBefore());
        insert.setString(5, Rows.text(NOT_MADE, none));
        insert.setString(6, none.customerId());
        insert.setTimestamp(7, at);
        insert.addBatch();
        trim.setString(1, none.customerId());
        trim.setString(2, none.customerId());
        trim.addBatch();
      }
      insert.executeBatch();
      trim.executeBatch();
    }
  }

  /**
   * Takes out what is too old, a part at a time: the next comes with the next batch.
   *
   * @param before events of before that time
   */
  static void forgetBefore(Connection connection, Instant before) throws SQLException {
    for (String table : List.of("timeline", "decision_not_made")) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "delete from "
                  + table
                  + " where ctid = any (array (select ctid from "
                  + table
                  + " where at < ? limit "
                  + MOST_TAKEN_OUT
                  + "))")) {
        delete.setTimestamp(1, Timestamp.from(before));
        delete.executeUpdate();
      }
    }
  }

  private static Array texts(Connection connection, List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
