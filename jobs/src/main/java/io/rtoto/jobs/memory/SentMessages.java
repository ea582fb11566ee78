package io.rtoto.jobs.memory;

import io.rtoto.schemas.events.ActivityTracked;
import java.util.Set;

/**
 * What became of a message that the shop sent, by the names of the <a
 * href="https://segment.com/docs/connections/spec/email/">e-mail</a> and <a
 * href="https://segment.com/docs/connections/spec/mobile/">mobile</a> events of the Segment spec.
 */
final class SentMessages {
  private static final String MAIL = "Email ";

  /** What the customer did with a mail; all else befell it. */
  private static final Set<String> ANSWERED_BY_MAIL =
      Set.of("Email Opened", "Email Link Clicked", "Email Marked as Spam", "Unsubscribed");

  /** Who taps it opens the app, which tells itself. */
  private static final Set<String> PUSHED =
      Set.of("Push Notification Received", "Push Notification Bounced");

  private SentMessages() {}

  /** Whether it is about such a message: that shows nobody on the page. */
  static boolean isOneOf(ActivityTracked event) {
    return event.name().startsWith(MAIL)
        || ANSWERED_BY_MAIL.contains(event.name())
        || PUSHED.contains(event.name());
  }

  /** Whether the customer did something with a mail, such as to open it. */
  static boolean isAnsweredByMail(ActivityTracked event) {
    return ANSWERED_BY_MAIL.contains(event.name());
  }
}
