package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginSessionsTest {
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final LoginSessions sessions = new LoginSessions(() -> now);

  @Test
  void endHalfAnHourAfterTheyWereUsedLast() {
    String token = sessions.begin("anna", "kept");
    now = now.plus(Duration.ofMinutes(29));
    assertThat(sessions.use(token)).isPresent();
    now = now.plus(Duration.ofMinutes(29));
    assertThat(sessions.use(token)).isPresent();
    now = now.plus(Duration.ofMinutes(30));
    assertThat(sessions.use(token)).isEmpty();
  }

  @Test
  void endTwelveHoursAfterTheyBegan() {
    String token = sessions.begin("anna", "kept");
    for (int quarter = 1; quarter < 48; quarter++) {
      now = now.plus(Duration.ofMinutes(15));
      assertThat(sessions.use(token)).isPresent();
    }
    now = now.plus(Duration.ofMinutes(15));
    assertThat(sessions.use(token)).isEmpty();
  }

  @Test
  void endWhenTheyAreEnded() {
    String token = sessions.begin("anna", "kept");
    sessions.end(token);

    assertThat(sessions.use(token)).isEmpty();
  }
}
