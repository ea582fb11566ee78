package io.rtoto.gateway.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S8: a key id, and two keys live. */
final class SessionKeysTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Visitor ANNA =
      new Visitor("default", "s1", new Identifier(IdentifierType.ANONYMOUS_ID, "0f1e"), null, "");

  @TempDir Path directory;

  @Test
  void areMadeForTheirOwnerAlone() throws Exception {
    Path file = directory.resolve("new/session-keys.json");

    SigningKey made = SessionKeys.open(file, NOON).signing(NOON);

    assertThat(made.bytes()).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SessionKeys.open(file, NOON).signing(NOON)).isEqualTo(made);
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void signWithANewOneAfterAWeekAndStillKnowTheOneBefore() throws Exception {
    Path file = directory.resolve("session-keys.json");
    SessionKeys one = SessionKeys.open(file, NOON);
    SessionKeys other = SessionKeys.open(file, NOON);
    SigningKey first = one.signing(NOON);
    Instant later = NOON.plus(WEEK);

    one.refresh(later);
    assertThat(one.signing(later)).as("the other gateway does not know it yet").isEqualTo(first);
    other.refresh(later);
    Instant known = later.plusSeconds(60);
    SigningKey second = one.signing(known);
    assertThat(second).isNotEqualTo(first);
    assertThat(other.signing(known)).isEqualTo(second);
    assertThat(other.named(first.id())).contains(first);

    Instant muchLater = later.plus(WEEK);
    other.refresh(muchLater);
    assertThat(other.named(first.id())).isEmpty();
    assertThat(other.named(second.id())).contains(second);
  }

  @Test
  void keepTokensGoodWhileTheyChange() throws Exception {
    SessionKeys keys = SessionKeys.open(directory.resolve("session-keys.json"), NOON);
    SessionTokens tokens = new SessionTokens(keys);
    Instant before = NOON.plus(WEEK).minusSeconds(1);
    String token = tokens.token(ANNA, "c1", before);

    Instant after = NOON.plus(WEEK).plusSeconds(120);
    keys.refresh(after);

    assertThat(tokens.readToken(token, after)).contains(ANNA);
    assertThat(tokens.readToken(tokens.token(ANNA, "c1", after), after)).contains(ANNA);
    String ofNobody = new SessionTokens(SessionKeys.open(null, NOON)).token(ANNA, "c1", after);
    assertThat(tokens.readToken(ofNobody, after)).isEmpty();
  }

  @Test
  void takeNoTokenThatSaysItIsNotSigned() throws Exception {
    SessionTokens tokens = new SessionTokens(SessionKeys.open(null, NOON));
    String[] parts = tokens.token(ANNA, "c1", NOON).split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
            .replace("=", "");
    assertThat(tokens.readToken(none + "." + parts[1] + ".", NOON)).isEmpty();
    assertThat(tokens.readToken(parts[0] + "." + parts[1] + ".AAAA", NOON)).isEmpty();
    assertThat(tokens.readToken("", NOON)).isEmpty();
  }

  @Test
  void areNotTakenFromAFileThatOthersCanRead() throws Exception {
    Path file = directory.resolve("session-keys.json");
    SessionKeys.open(file, NOON);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> SessionKeys.open(file, NOON))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "0600", "Maybe chmod 600 it.");
  }

  @Test
  void sayWhatIsWrongWithTheirFileAndNothingOfWhatIsInIt() throws Exception {
    Path file = directory.resolve("session-keys.json");
    for (String broken :
        new String[] {
          "",
          "{",
          "{}",
          "{\"keys\":[]}",
          "{\"keys\":[{\"id\":\"a\",\"secret\":\"hush\",\"created\":\"2026-11-27T12:00:00Z\"}]}",
          "{\"keys\":[{\"id\":\"a\"}]}",
          "{\"keys\":[null]}"
        }) {
      Files.writeString(file, broken);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> SessionKeys.open(file, NOON))
          .as(broken)
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(file.toString(), "Maybe delete it")
          .hasMessageNotContaining("hush");
    }
  }
}
