package io.rtoto.gateway.logins;

import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.logins.Users.Untold;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the audit who was made, changed or taken out in the file of users, by whomever, also while
 * no gateway ran. What it does not take is told again at the next look: some of it maybe twice.
 *
 * <p>Only for the event loop.
 */
public final class UserChanges {
  private static final Logger LOG = LoggerFactory.getLogger(UserChanges.class);

  private final Vertx vertx;
  private final Users users;
  private final AuditTrail audit;
  private boolean telling;
  private boolean failed;

  /** Of those users. */
  public UserChanges(Vertx vertx, Users users, AuditTrail audit) {
    this.vertx = vertx;
    this.users = users;
    this.audit = audit;
  }

  /**
   * Reads the file again if it has changed, which waits for no audit; then tells what is untold.
   */
  public void look() {
    var unused = vertx.executeBlocking(users::look).onSuccess(this::tell);
  }

  private void tell(Untold untold) {
    if (telling || untold.deeds().isEmpty()) {
      return;
    }
    telling = true;
    Future<Void> told = Future.succeededFuture();
    for (Deed deed : untold.deeds()) {
      told = told.compose(before -> audit.note(deed));
    }
    var unused =
        told.compose(all -> remember(untold))
            .onComplete(
                done -> {
                  telling = false;
                  // Once, not each second as long as the audit is away.
                  if (done.failed() && !failed) {
                    LOG.warn(
                        "Changes of users are not in the audit yet. {}", done.cause().getMessage());
                  }
                  failed = done.failed();
                });
  }

  private Future<Void> remember(Untold untold) {
    return vertx.executeBlocking(
        () -> {
          users.remember(untold);
          return null;
        });
  }
}
