package io.rtoto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.progress.Progress;
import io.rtoto.gateway.desk.ContactRepository;
import io.rtoto.gateway.desk.Timeline.Place;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.Affinities;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.identity.Evidence;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Fills a contact repository within the database, by messages as the job writes them in which only
 * ids and times differ, and asks it.
 */
final class Contacts {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final long SEED = 20_261_127;
  private static final int AT_A_TIME = 50_000;
  private static final int EVENTS = 6;
  private static final int DECISIONS = 2;
  private static final int STANDINGS = 3;
  private static final int ENTRIES = 50;

  /** What stands for the customer's number in a message. */
  private static final String NUMBER = "@number@";

  private static final String ID = "'c' || lpad(to_hex(n), 20, '0')";
  private static final String USER = "lpad(to_hex(n), 32, '0')";
  private static final String COOKIE = "'f' || lpad(to_hex(n), 31, '0')";

  private Contacts() {}

  /** Measures. */
  static ContactTimes measure(int customers, int questions, Progress progress)
      throws IOException, SQLException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalPostgres postgres = LocalPostgres.start(workplace.folder().resolve("postgres"));
        ContactRepository repository = ContactRepository.open(postgres.jdbcUrl());
        Connection connection = DriverManager.getConnection(postgres.jdbcUrl())) {
      fill(connection, customers, progress);
      progress.begins("Asking " + questions + " questions of each kind, twice");
      ContactTimes unused = ask(repository, connection, customers, questions, SEED);
      return ask(repository, connection, customers, questions, SEED + 1);
    }
  }

  private static ContactTimes ask(
      ContactRepository repository, Connection connection, int customers, int questions, long seed)
      throws SQLException {
    List<Double> contact = new ArrayList<>();
    List<Double> timeline = new ArrayList<>();
    List<Double> search = new ArrayList<>();
    for (int question = 0; question < questions; question++) {
      // Not the same one three times, which would be in memory after the first.
      String asked = id(any(customers, seed, question * 3L));
      contact.add(millis(() -> repository.find(asked).isPresent()));
      String seen = id(any(customers, seed, question * 3L + 1));
      timeline.add(
          millis(
              () ->
                  !repository
                      .timeline(seen, Place.NOW, ENTRIES)
                      .orElseThrow()
                      .entries()
                      .isEmpty()));
      Identifier sought =
          new Identifier(
              IdentifierType.USER_ID,
              String.format("%032x", any(customers, seed, question * 3L + 2)));
      search.add(millis(() -> repository.search(List.of(sought)).size() == 1));
    }
    return new ContactTimes(
        customers,
        number(connection, "select sum(n_live_tup) from pg_stat_user_tables"),
        number(connection, "select pg_database_size(current_database())") >> 20,
        Machine.ofThisProcess(),
        questions,
        Quantiles.of(contact),
        Quantiles.of(timeline),
        Quantiles.of(search));
  }

  /** A question, and whether it was answered by something. */
  @FunctionalInterface
  private interface Question {
    boolean isAnswered() throws SQLException;
  }

  private static double millis(Question question) throws SQLException {
    long began = System.nanoTime();
    boolean answered = question.isAnswered();
    long took = System.nanoTime() - began;
    if (!answered) {
      throw new IllegalStateException("A customer who is there was not found.");
    }
    return took / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /** One of them, that hangs on nothing but the question: by the last step of SplitMix64. */
  private static int any(int customers, long seed, long question) {
    long mixed = seed + question * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return Math.floorMod(mixed ^ (mixed >>> 31), customers);
  }

  private static String id(int number) {
    return String.format("c%020x", number);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void fill(Connection connection, int customers, Progress progress)
      throws SQLException {
    progress.begins("Filling the contact repository");
    try (Statement statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
    }
    for (int from = 0; from < customers; from += AT_A_TIME) {
      int to = Math.min(customers, from + AT_A_TIME);
      for (Filling filling : fillings()) {
        filling.fill(connection, from, to);
      }
      progress.reached("customers", to, customers);
    }
    progress.begins("Letting PostgreSQL look at its tables");
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }

  /**
   * Rows of a table, for each customer with a number n.
   *
   * @param sql with the template of a message, and from and to which number
   */
  private record Filling(String sql, String template) {
    void fill(Connection connection, int from, int to) throws SQLException {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        int place = 1;
        if (!template.isEmpty()) {
          insert.setString(place++, template);
        }
        insert.setInt(place++, from);
        insert.setInt(place, to - 1);
        insert.executeUpdate();
      }
    }
  }

  private static List<Filling> fillings() {
    String body = "replace(?, '" + NUMBER + "', lpad(to_hex(n), 20, '0'))::jsonb";
    String times = "timestamptz '2026-11-27 12:00:00Z' - ";
    String each = " from generate_series(?::int, ?::int) n";
    String topic = "'00000000-0000-0000-0000-000000000001'::uuid";
    return List.of(
        new Filling(
            "insert into customer (customer_id, position, orders, spend_minor, currency,"
                + " last_seen_at, snapshot, topic_id) select "
                + ID
                + ", n, 3, 4250, 'EUR', "
                + times
                + "interval '1 minute' * (n % 10000), "
                + body
                + ", "
                + topic
                + each,
            text(CustomerSnapshot.class, snapshot())),
        new Filling(
            "insert into identifier (type, hash, customer_id) select 'userId', "
                + USER
                + ", "
                + ID
                + each,
            ""),
        new Filling(
            "insert into identifier (type, hash, customer_id) select 'anonymousId', "
                + COOKIE
                + ", "
                + ID
                + each,
            ""),
        new Filling(
            "insert into timeline (type, hash, at, event_id, applied) select 'anonymousId', "
                + COOKIE
                + ", "
                + times
                + "interval '1 minute' * event, 'e' || n || '-' || event, "
                + body
                + each
                + " cross join lateral generate_series(1, case when n % 1000 = 0 then 500 else "
                + EVENTS
                + " end) event",
            text(EventApplied.class, applied())),
        new Filling(
            "insert into decision (decision_id, customer_id, kind, decided_at, decision) select"
                + " 'd' || n || '-' || made, "
                + ID
                + ", 'offer', "
                + times
                + "interval '1 hour' * made, "
                + body
                + each
                + " cross join generate_series(1, "
                + DECISIONS
                + ") made",
            text(Decision.class, decision())),
        new Filling(
            "insert into decision_not_made (customer_id, at, decision_id, held_before, not_made)"
                + " select "
                + ID
                + ", "
                + times
                + "interval '2 hours', 'n' || n, 0, "
                + body
                + each,
            text(DecisionNotMade.class, notMade())),
        new Filling(
            "insert into standing (customer_id, at, orders, spend_minor, currency, tier, p_alive,"
                + " expected_value_minor, lead_score) select "
                + ID
                + ", "
                + times
                + "interval '1 day' * change, 3, 4250, 'EUR', 'gold', 0.87, 3100, change"
                + each
                + " cross join generate_series(1, "
                + STANDINGS
                + ") change",
            ""),
        new Filling(
            "insert into identity (type, hash, customer_id, topic_id, position, identity) select"
                + " 'userId', "
                + USER
                + ", "
                + ID
                + ", "
                + topic
                + ", n, "
                + body
                + each,
            text(Identity.class, identity())));
  }

  private static <T> String text(Class<T> type, T message) {
    return new String(Messages.of(type).write(message), UTF_8);
  }

  private static Identifier user() {
    return new Identifier(IdentifierType.USER_ID, "0".repeat(12) + NUMBER);
  }

  private static Identifier cookie() {
    return new Identifier(IdentifierType.ANONYMOUS_ID, "f" + "0".repeat(11) + NUMBER);
  }

  private static CustomerSnapshot snapshot() {
    return new CustomerSnapshot(
        "c" + NUMBER,
        List.of(user(), cookie()),
        EVENTS,
        3,
        4250,
        "EUR",
        NOON,
        NOON,
        NOON,
        NOON,
        "en",
        "Europe/Berlin",
        "gold",
        new Attrition("bgnbd", 2, 3.5, 9.25, .87, 1.2, 3100L, NOON),
        List.of(),
        4,
        List.of(),
        List.of(),
        Affinities.NONE,
        List.of(new OpenTimer("CartAbandoned", NOON)));
  }

  private static EventApplied applied() {
    return new EventApplied(
        "e" + NUMBER,
        "c" + NUMBER,
        cookie(),
        new ActivityTracked(
            new Occurrence("m" + NUMBER, NOON, null, Topic.CLICKSTREAM, null), "Looked Around"));
  }

  private static Decision decision() {
    return new Decision(
        "d" + NUMBER,
        DecisionKind.OFFER,
        "c" + NUMBER,
        "CartAbandoned",
        "e" + NUMBER,
        "offer",
        "retail.cart_abandoned.rescue",
        "v1",
        NOON,
        null,
        "free-delivery",
        null,
        List.of("P1501", "P1502"),
        Map.of("items", "2", "totalMinor", "4250", "currency", "EUR"),
        List.of());
  }

  private static DecisionNotMade notMade() {
    return new DecisionNotMade(
        "n" + NUMBER,
        "ProductViewed",
        "c" + NUMBER,
        "e" + NUMBER,
        "offer",
        "v1",
        null,
        NOON,
        0,
        Map.of("productId", "P1501", "timesSeen", "3"),
        List.of(),
        null);
  }

  private static Identity identity() {
    return new Identity(
        user(),
        "c" + NUMBER,
        true,
        List.of(
            new Identity.Link(cookie(), new Evidence("e" + NUMBER, NOON, Topic.CLICKSTREAM, true))),
        List.of());
  }
}
