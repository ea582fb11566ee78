package io.rtoto.gateway.desk;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Customers and the decisions about them, in PostgreSQL. Writing is idempotent: what is written
 * twice is there once, and the progress through the topics moves with what was written.
 *
 * <p>Threads may share one. Every method blocks.
 */
public final class ContactRepository implements AutoCloseable {
  /** Of two erasures of a customer the one that reaches further counts. */
  private static final String FURTHEST =
      " on conflict (customer_id) do update"
          + " set up_to = greatest(erasure.up_to, excluded.up_to),"
          + " written_at = greatest(erasure.written_at, excluded.written_at)";

  private static final Messages<CustomerSnapshot> SNAPSHOTS = Messages.of(CustomerSnapshot.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final int NEWEST_DECISIONS = 50;
  private static final int MOST_FOUND = 20;

  /** As long as the journal keeps it. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final Duration BETWEEN_FORGETTING = Duration.ofMinutes(10);
  private static final long CONNECTED_WITHIN_MILLIS = 3_000;
  private static final int ANSWERED_WITHIN_SECONDS = 10;

  private final HikariDataSource database;
  // Only of whoever writes.
  private Instant forgotAt = Instant.EPOCH;

  private ContactRepository(HikariDataSource database) {
    this.database = database;
  }

  /**
   * Opens the repository, and makes or migrates its tables.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://localhost/rtoto?user=rtoto}
   * @throws IOException when the database cannot be reached or migrated
   */
  public static ContactRepository open(String jdbcUrl) throws IOException {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(jdbcUrl);
    settings.setMaximumPoolSize(4);
    settings.setAutoCommit(false);
    settings.setPoolName("contact-repository");
    // Nobody may wait for a database that is away for longer than it takes to stop the gateway.
    settings.setConnectionTimeout(CONNECTED_WITHIN_MILLIS);
    settings.addDataSourceProperty("socketTimeout", ANSWERED_WITHIN_SECONDS);
    try {
      // On a connection of its own: to migrate may take longer than any answer.
      Flyway.configure()
          .dataSource(jdbcUrl, null, null)
          .locations("classpath:contact_repository")
          .load()
          .migrate();
      return new ContactRepository(new HikariDataSource(settings));
    } catch (HikariPool.PoolInitializationException | FlywayException e) {
      throw new IOException(
          "The contact repository cannot be opened: "
              + e.getMessage()
              + " Maybe PostgreSQL is"
              + " not started, or the URL, user or password is another.",
          e);
    }
  }

  /**
   * A customer, with all that an agent asks.
   *
   * @param snapshot what is known
   * @param decisions the newest 50, newest first
   * @param notMade what was proposed and not said: the newest 50, newest first
   * @param identities how the identifiers are known that are not alone, strongest first
   * @param standings what the customer was worth over time, oldest first
   * @param why what was decided at the newest 50 moments and what was not, newest first
   */
  public record Contact(
      CustomerSnapshot snapshot,
      List<Decision> decisions,
      List<DecisionNotMade> notMade,
      List<Identity> identities,
      List<Standing> standings,
      List<Why> why) {}

  /**
   * A customer who was found.
   *
   * @param customerId the customer
   * @param identifiers the names that the customer goes by, strongest first
   * @param orders how many orders
   * @param spendMinor what was spent, in minor units of {@code currency}
   * @param currency ISO 4217; null before the first order
   * @param tier what the customer is worth; null before the first order
   * @param lastSeenAt the latest event
   */
  public record Found(
      String customerId,
      List<Identifier> identifiers,
      long orders,
      long spendMinor,
      @Nullable String currency,
      @Nullable String tier,
      Instant lastSeenAt) {
    static Found of(CustomerSnapshot snapshot) {
      return new Found(
          snapshot.customerId(),
          snapshot.identifiers(),
          snapshot.orders(),
          snapshot.spendMinor(),
          snapshot.currency(),
          snapshot.tier(),
          snapshot.lastSeenAt());
    }
  }

  /**
   * What is known of that customer, or of the one who has replaced them, with the decisions under
   * every id that the customer ever had; empty when nothing is known.
   */
  public Optional<Contact> find(String customerId) throws SQLException {
    // A text of PostgreSQL holds none, and so no id does: the database would fail when asked.
    if (customerId.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try (Connection connection = database.getConnection()) {
      Optional<CustomerSnapshot> found = snapshot(connection, customerId);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      CustomerSnapshot snapshot = found.get();
      String now = snapshot.customerId();
      List<Decision> decisions = decisions(connection, now);
      List<DecisionNotMade> notMade = TimelineTable.notMade(connection, now, NEWEST_DECISIONS);
      return Optional.of(
          new Contact(
              snapshot,
              decisions,
              notMade,
              IdentityTable.of(connection, now),
              StandingTable.of(connection, now),
              Why.of(decisions, notMade, NEWEST_DECISIONS)));
    }
  }

  /**
   * What happened to that customer, or to the one who has replaced them; empty when nothing is
   * known of either.
   *
   * @param behind the place behind which it begins
   * @param most how many entries
   */
  public Optional<Timeline> timeline(String customerId, Timeline.Place behind, int most)
      throws SQLException {
    if (customerId.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try (Connection connection = database.getConnection()) {
      Optional<CustomerSnapshot> found = snapshot(connection, customerId);
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(TimelineTable.of(connection, found.get().customerId(), behind, most));
    }
  }

  /** The customers of any of those identifiers, at most 20; whoever was seen last comes first. */
  public List<Found> search(Collection<Identifier> identifiers) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select snapshot from customer where customer_id in (select customer_id"
                    + " from identifier where (type, hash) in"
                    + " (select * from unnest(?::text[], ?::text[])))"
                    + " order by last_seen_at desc limit "
                    + MOST_FOUND)) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text", identifiers.stream().map(Identifier::typeName).toArray()));
      query.setArray(
          2,
          connection.createArrayOf("text", identifiers.stream().map(Identifier::hash).toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(Found.of(Rows.read(SNAPSHOTS, rows.getString(1))));
        }
      }
    }
    return found;
  }

  /**
   * Forgets the progress through any other topic of that name, whose offsets mean nothing in this
   * one.
   *
   * @return whether there was any
   */
  boolean forgetOthers(String topic, Uuid topicId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from progress where topic = ? and topic_id is distinct from ?")) {
      delete.setString(1, topic);
      delete.setObject(2, uuid(topicId));
      boolean any = delete.executeUpdate() > 0;
      connection.commit();
      return any;
    }
  }

  /** Where to go on reading, by partition; a partition that is missing was never read. */
  Map<TopicPartition, Long> progress() throws SQLException {
    Map<TopicPartition, Long> progress = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select topic, partition, next_offset from progress");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        progress.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
    }
    return progress;
  }

  /** Writes a batch, all or nothing. */
  void write(Batch batch) throws SQLException {
    try (Connection connection = database.getConnection()) {
      forget(connection, batch.gone());
      writeReplaced(connection, batch.replaced());
      writeSnapshots(connection, batch.snapshots());
      writeIdentifiers(connection, batch.snapshots());
      writeErasures(connection, batch.erasures());
      eraseDecisions(connection, batch.erasedOrReplacing());
      writeDecisions(connection, batch.decisions());
      StandingTable.write(connection, batch.snapshots());
      TimelineTable.erase(connection, batch.erasures());
      TimelineTable.writeEvents(connection, batch.applied());
      TimelineTable.writeNotMade(connection, batch.notMade());
      IdentityTable.forget(connection, batch.lone());
      IdentityTable.write(connection, batch.identities().values());
      if (batch.newestAt().isAfter(forgotAt.plus(BETWEEN_FORGETTING))) {
        TimelineTable.forgetBefore(connection, batch.newestAt().minus(KEPT));
        forgotAt = batch.newestAt();
      }
      writeProgress(connection, batch.progress());
      connection.commit();
    }
  }

  @Override
  public void close() {
    database.close();
  }

  private static Optional<CustomerSnapshot> snapshot(Connection connection, String customerId)
      throws SQLException {
    try (PreparedStatement query =
        // A circle ends where it meets itself: an id counts once.
        connection.prepareStatement(
            "with recursive later (customer_id) as (select ?::text"
                + " union select alias.replaced_by from alias join later using (customer_id))"
                + " select snapshot from customer join later using (customer_id)")) {
      query.setString(1, customerId);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(Rows.read(SNAPSHOTS, rows.getString(1)))
            : Optional.empty();
      }
    }
  }

  private static List<Decision> decisions(Connection connection, String customerId)
      throws SQLException {
    List<Decision> decisions = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            TimelineTable.EARLIER
                + " select decision from decision join earlier using (customer_id)"
                + " order by decided_at desc, decision_id limit ?")) {
      query.setString(1, customerId);
      query.setInt(2, NEWEST_DECISIONS);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          decisions.add(Rows.read(DECISIONS, rows.getString(1)));
        }
      }
    }
    return decisions;
  }

  /** Takes away what is known; what was decided is erased by what the journal tells. */
  private static void forget(Connection connection, Set<String> gone) throws SQLException {
    for (String table : List.of("customer", "alias")) {
      try (PreparedStatement delete =
          connection.prepareStatement("delete from " + table + " where customer_id = any (?)")) {
        delete.setArray(1, connection.createArrayOf("text", gone.toArray()));
        delete.executeUpdate();
      }
    }
  }

  private static void writeErasures(Connection connection, List<Batch.Erasure> erasures)
      throws SQLException {
    try (PreparedStatement note =
        connection.prepareStatement(
            "insert into erasure (customer_id, up_to, written_at) values (?, ?, ?)" + FURTHEST)) {
      for (Batch.Erasure erasure : erasures) {
        note.setString(1, erasure.erased().customerId());
        note.setTimestamp(2, Timestamp.from(erasure.erased().upTo()));
        note.setTimestamp(3, Timestamp.from(erasure.writtenAt()));
        note.addBatch();
      }
      note.executeBatch();
    }
  }

  /**
   * Whoever is erased is so under every id that they had by then: what was decided may have come of
   * it. The ids' messages come in any order, so it is looked at again when one of them is replaced.
   */
  private static void eraseDecisions(Connection connection, Set<String> customerIds)
      throws SQLException {
    if (customerIds.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "with recursive gone (customer_id, up_to, written_at) as (select customer_id, up_to,"
                + " written_at from erasure where customer_id = any (?)"
                + " union select alias.customer_id, gone.up_to, gone.written_at from alias"
                + " join gone on alias.replaced_by = gone.customer_id"
                + " and alias.replaced_at <= gone.written_at),"
                + " noted as (insert into erasure (customer_id, up_to, written_at)"
                + " select customer_id, max(up_to), max(written_at) from gone group by customer_id"
                + FURTHEST
                + "), silent as (delete from decision_not_made using gone"
                + " where decision_not_made.customer_id = gone.customer_id"
                + " and decision_not_made.at <= gone.up_to)"
                + " delete from decision using gone"
                + " where decision.customer_id = gone.customer_id"
                + " and decision.decided_at <= gone.up_to")) {
      delete.setArray(1, connection.createArrayOf("text", customerIds.toArray()));
      delete.executeUpdate();
    }
  }

  private static void writeReplaced(
      Connection connection, List<Batch.Placed<CustomerReplaced>> replaced) throws SQLException {
    try (PreparedStatement forget =
            connection.prepareStatement(
                "delete from customer where customer_id = ?"
                    + " and (position <= ? or topic_id is distinct from ?)");
        PreparedStatement upsert =
            connection.prepareStatement(
                "insert into alias (customer_id, replaced_by, replaced_at, topic_id, position)"
                    + " select ?, ?, ?, ?, ?"
                    + " where not exists (select from customer where customer_id = ?)"
                    + " on conflict (customer_id) do update set replaced_by = excluded.replaced_by,"
                    + " replaced_at = excluded.replaced_at, topic_id = excluded.topic_id,"
                    + " position = excluded.position where alias.position <= excluded.position"
                    + " or alias.topic_id is distinct from excluded.topic_id")) {
      for (Batch.Placed<CustomerReplaced> placed : replaced) {
        String customerId = placed.state().customerId();
        setPlace(forget, customerId, placed);
        forget.addBatch();
        upsert.setString(1, customerId);
        upsert.setString(2, placed.state().replacedBy());
        upsert.setTimestamp(3, Timestamp.from(placed.writtenAt()));
        upsert.setObject(4, uuid(placed.topicId()));
        upsert.setLong(5, placed.offset());
        upsert.setString(6, customerId);
        upsert.addBatch();
      }
      forget.executeBatch();
      upsert.executeBatch();
    }
  }

  private static void writeSnapshots(
      Connection connection, List<Batch.Placed<CustomerSnapshot>> snapshots) throws SQLException {
    try (PreparedStatement forget =
            connection.prepareStatement(
                "delete from alias where customer_id = ?"
                    + " and (position <= ? or topic_id is distinct from ?)");
        PreparedStatement upsert =
            connection.prepareStatement(
                "insert into customer (customer_id, topic_id, position, orders, spend_minor,"
                    + " currency, last_seen_at, snapshot)"
                    + " select ?, ?, ?, ?, ?, ?, ?, ?::jsonb"
                    + " where not exists (select from alias where customer_id = ?)"
                    + " on conflict (customer_id) do update set topic_id = excluded.topic_id,"
                    + " position = excluded.position,"
                    + " orders = excluded.orders, spend_minor = excluded.spend_minor,"
                    + " currency = excluded.currency, last_seen_at = excluded.last_seen_at,"
                    + " snapshot = excluded.snapshot where customer.position <= excluded.position"
                    + " or customer.topic_id is distinct from excluded.topic_id")) {
      for (Batch.Placed<CustomerSnapshot> placed : snapshots) {
        CustomerSnapshot snapshot = placed.state();
        setPlace(forget, snapshot.customerId(), placed);
        forget.addBatch();
        upsert.setString(1, snapshot.customerId());
        upsert.setObject(2, uuid(placed.topicId()));
        upsert.setLong(3, placed.offset());
        upsert.setLong(4, snapshot.orders());
        upsert.setLong(5, snapshot.spendMinor());
        upsert.setString(6, snapshot.currency());
        upsert.setTimestamp(7, Timestamp.from(snapshot.lastSeenAt()));
        upsert.setString(8, Rows.text(SNAPSHOTS, snapshot));
        upsert.setString(9, snapshot.customerId());
        upsert.addBatch();
      }
      forget.executeBatch();
      upsert.executeBatch();
    }
  }

  private static void writeIdentifiers(
      Connection connection, List<Batch.Placed<CustomerSnapshot>> snapshots) throws SQLException {
    try (PreparedStatement forget =
            connection.prepareStatement("delete from identifier where customer_id = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into identifier (type, hash, customer_id)"
                    + " select ?, ?, customer_id from customer where customer_id = ?"
                    + " on conflict do nothing")) {
      for (Batch.Placed<CustomerSnapshot> placed : snapshots) {
        forget.setString(1, placed.state().customerId());
        forget.addBatch();
        for (Identifier identifier : placed.state().identifiers()) {
          insert.setString(1, identifier.typeName());
          insert.setString(2, identifier.hash());
          insert.setString(3, placed.state().customerId());
          insert.addBatch();
        }
      }
      forget.executeBatch();
      insert.executeBatch();
    }
  }

  /** Up to which a statement may take away what stands under that id: it knows nothing newer. */
  private static void setPlace(
      PreparedStatement statement, String customerId, Batch.Placed<?> placed) throws SQLException {
    statement.setString(1, customerId);
    statement.setLong(2, placed.offset());
    statement.setObject(3, uuid(placed.topicId()));
  }

  private static void writeDecisions(Connection connection, List<Decision> decisions)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into decision (decision_id, customer_id, kind, decided_at, decision)"
                + " select ?, ?, ?, ?, ?::jsonb where not exists (select from erasure"
                + " where customer_id = ? and up_to >= ?)"
                + " on conflict (decision_id) do nothing")) {
      for (Decision decision : decisions) {
        insert.setString(1, decision.decisionId());
        insert.setString(2, decision.customerId());
        insert.setString(3, decision.kind().wireName());
        insert.setTimestamp(4, Timestamp.from(decision.decidedAt()));
        insert.setString(5, Rows.text(DECISIONS, decision));
        insert.setString(6, decision.customerId());
        insert.setTimestamp(7, Timestamp.from(decision.decidedAt()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void writeProgress(Connection connection, Map<TopicIdPartition, Long> progress)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into progress (topic, partition, topic_id, next_offset) values (?, ?, ?, ?)"
                + " on conflict (topic, partition) do update"
                + " set topic_id = excluded.topic_id, next_offset = excluded.next_offset")) {
      for (Map.Entry<TopicIdPartition, Long> next : progress.entrySet()) {
        upsert.setString(1, next.getKey().topic());
        upsert.setInt(2, next.getKey().partition());
        upsert.setObject(3, uuid(next.getKey().topicId()));
        upsert.setLong(4, next.getValue());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  /** An id of a topic as the database takes it. */
  static UUID uuid(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
