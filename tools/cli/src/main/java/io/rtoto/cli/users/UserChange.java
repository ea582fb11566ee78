package io.rtoto.cli.users;

import io.rtoto.cli.audit.AuditNote;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.gateway.logins.UserList;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;

/**
 * A change of the users, of which is written down who made it; a gateway tells of it too, once it
 * looks, without knowing whose it was.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UserChange {
  @Mixin private UserStore store;
  @Mixin private BrokerOption broker;

  /** The file of users. */
  Path path() {
    return store.path();
  }

  /**
   * Makes it.
   *
   * @param user of whom
   * @param what has become of them
   */
  void make(String user, String what, Instant at, UnaryOperator<UserList> how) throws IOException {
    String kafka = broker.address();
    store.change(how);
    AuditNote.write(
        kafka,
        at,
        List.of(
            new Deed(
                String.valueOf(System.getProperty("user.name")),
                null,
                AuditAction.USER_CHANGED,
                user,
                what)));
  }
}
