package io.rtoto.gateway.desk;

import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.Attrition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers were worth over time: a row at each change, the newest 200 of each customer. */
final class StandingTable {
  private static final int MOST = 200;
  private static final int HUNDREDTHS = 2;
  private static final String VALUES =
      "orders, spend_minor, currency, tier, p_alive, expected_value_minor, lead_score";

  private StandingTable() {}

  /** Of one customer, oldest first. */
  static List<Standing> of(Connection connection, String customerId) throws SQLException {
    List<Standing> standings = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select at, "
                + VALUES
                + " from standing where customer_id = ? order by at desc limit "
                + MOST)) {
      query.setString(1, customerId);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          BigDecimal alive = rows.getBigDecimal("p_alive");
          long expected = rows.getLong("expected_value_minor");
          Long expectedValue = rows.wasNull() ? null : expected;
          standings.add(
              new Standing(
                  rows.getTimestamp("at").toInstant(),
                  rows.getLong("orders"),
                  rows.getLong("spend_minor"),
                  rows.getString("currency"),
                  rows.getString("tier"),
                  alive == null ? null : alive.doubleValue(),
                  expectedValue,
                  rows.getLong("lead_score")));
        }
      }
    }
    Collections.reverse(standings);
    return standings;
  }

  /** Of those who are known: a row where anything is other than in the newest one. */
  static void write(Connection connection, List<Batch.Placed<CustomerSnapshot>> snapshots)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into standing (customer_id, at, "
                    + VALUES
                    + ") select customer_id, ?, ?, ?, ?, ?, ?, ?, ? from customer"
                    + " where customer_id = ? and not exists (select from (select "
                    + VALUES
                    + " from standing where customer_id = ? order by at desc limit 1) newest"
                    + " where ("
                    + VALUES
                    + ") is not distinct from"
                    + " (?::bigint, ?::bigint, ?::text, ?::text, ?::numeric, ?::bigint, ?::bigint))"
                    + " on conflict do nothing");
        PreparedStatement trim =
            connection.prepareStatement(
                "delete from standing where customer_id = ? and at <= (select at from standing"
                    + " where customer_id = ? order by at desc offset "
                    + MOST
                    + " limit 1)")) {
      for (Batch.Placed<CustomerSnapshot> placed : snapshots) {
        CustomerSnapshot snapshot = placed.state();
        insert.setTimestamp(1, Timestamp.from(placed.writtenAt()));
        setValues(insert, 2, snapshot);
        insert.setString(9, snapshot.customerId());
        insert.setString(10, snapshot.customerId());
        setValues(insert, 11, snapshot);
        insert.addBatch();
        trim.setString(1, snapshot.customerId());
        trim.setString(2, snapshot.customerId());
        trim.addBatch();
      }
      insert.executeBatch();
      trim.executeBatch();
    }
  }

  private static void setValues(PreparedStatement statement, int first, CustomerSnapshot snapshot)
      throws SQLException {
    Attrition attrition = snapshot.attrition();
    statement.setLong(first, snapshot.orders());
    statement.setLong(first + 1, snapshot.spendMinor());
    statement.setString(first + 2, snapshot.currency());
    statement.setString(first + 3, snapshot.tier());
    statement.setBigDecimal(first + 4, rounded(attrition));
    statement.setObject(
        first + 5, attrition == null ? null : attrition.expectedValueMinor(), Types.BIGINT);
    statement.setLong(first + 6, snapshot.leadScore());
  }

  /** It falls a little each day: what nobody would see is no change. */
  private static @Nullable BigDecimal rounded(@Nullable Attrition attrition) {
    return attrition == null
        ? null
        : BigDecimal.valueOf(attrition.pAlive()).setScale(HUNDREDTHS, RoundingMode.HALF_UP);
  }
}
