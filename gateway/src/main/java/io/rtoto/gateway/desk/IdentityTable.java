package io.rtoto.gateway.desk;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.identity.Identity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** How identifiers are known, with the evidence of their links. */
final class IdentityTable {
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);

  private IdentityTable() {}

  /** Those of one customer, strongest first. */
  static List<Identity> of(Connection connection, String customerId) throws SQLException {
    List<Identity> identities = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("select identity from identity where customer_id = ?")) {
      query.setString(1, customerId);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          identities.add(Rows.read(IDENTITIES, rows.getString(1)));
        }
      }
    }
    identities.sort(Comparator.comparing(Identity::identifier));
    return identities;
  }

  /** Forgets those of which there is nothing to tell any more, by type and hash. */
  static void forget(Connection connection, Set<String> keys) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from identity where type = ? and hash = ?")) {
      for (String key : keys) {
        int colon = key.lastIndexOf(':');
        delete.setString(1, key.substring(0, Math.max(0, colon)));
        delete.setString(2, key.substring(colon + 1));
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  static void write(Connection connection, Collection<Batch.PlacedIdentity> identities)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into identity (type, hash, customer_id, topic_id, position, identity)"
                + " values (?, ?, ?, ?, ?, ?::jsonb) on conflict (type, hash) do update"
                + " set customer_id = excluded.customer_id, topic_id = excluded.topic_id,"
                + " position = excluded.position, identity = excluded.identity"
                + " where identity.position <= excluded.position"
                + " or identity.topic_id is distinct from excluded.topic_id")) {
      for (Batch.PlacedIdentity placed : identities) {
        Identifier identifier = placed.identity().identifier();
        upsert.setString(1, identifier.typeName());
        upsert.setString(2, identifier.hash());
        upsert.setString(3, placed.identity().customerId());
        upsert.setObject(4, placed.topicId());
        upsert.setLong(5, placed.offset());
        upsert.setString(6, Rows.text(IDENTITIES, placed.identity()));
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
