package io.rtoto.cli.users;

import io.rtoto.gateway.logins.User;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Option;

/** Tells a one-time link, once. */
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class InvitationLink {
  @Option(
      names = "--gateway",
      paramLabel = "URL",
      defaultValue = "${env:RTOTO_GATEWAY:-http://localhost:8080}",
      description =
          "Where the gateway is, for the link (default: RTOTO_GATEWAY, else"
              + " http://localhost:8080).")
  private URI gateway;

  void tell(PrintWriter out, String name, String token) {
    out.printf(
        """
        This is told only now: give it to %s, and to nobody else. Whoever opens it first, within %d
        hours, sets the password.

          %s/login#invitation=%s

        """,
        name, User.INVITATION_LASTS.toHours(), gateway.toString().replaceFirst("/+$", ""), token);
    out.flush();
  }
}
