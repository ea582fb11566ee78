package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String WORDS = "correct horse battery staple";

  @Test
  void areKnownAgainAndKeptUnreadable() {
    String kept = Passwords.kept(WORDS);

    assertThat(kept).startsWith("pbkdf2-sha256:600000:").doesNotContain("horse");
    assertThat(Passwords.isKept(kept)).isTrue();
    assertThat(Passwords.matches(Optional.of(kept), WORDS)).isTrue();
    assertThat(Passwords.matches(Optional.of(kept), WORDS + " ")).isFalse();
  }

  @Test
  void areOfNobodyWhereNoneIsKept() {
    assertThat(Passwords.matches(Optional.empty(), WORDS)).isFalse();
  }

  @Test
  void areSalted() {
    assertThat(Passwords.kept(WORDS)).isNotEqualTo(Passwords.kept(WORDS));
  }

  @Test
  void areNotKeptByFewerRounds() {
    assertThat(Passwords.isKept(Passwords.kept(WORDS).replace("600000", "100000"))).isFalse();
  }

  @Test
  void haveTwelveCharactersAtLeast() {
    assertThat(Passwords.objectionTo("elevenchars"))
        .hasValueSatisfying(
            sentence -> assertThat(sentence).startsWith("The password has 11 characters"));
    assertThat(Passwords.objectionTo("twelve-chars")).isEmpty();
  }
}
