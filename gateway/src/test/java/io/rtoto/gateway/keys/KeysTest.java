package io.rtoto.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row S1: who a key is, and when it counts. */
final class KeysTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final WriteKey WEB =
      WriteKey.ofBrowser("web", List.of("https://shop.example"), false, NOON);
  private static final WriteKey SERVER =
      WriteKey.ofServer("server", Secrets.hashOf("newer"), NOON)
          .withSecretHashes(List.of(Secrets.hashOf("newer"), Secrets.hashOf("older")));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"web, web", "server.newer, server", "server.older, server"})
  void knowsABrowserByItsIdAndAServerByEitherSecret(String presented, String id) {
    assertThat(keys(WEB, SERVER).find(presented)).map(WriteKey::id).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"other", "web.newer", "server", "server.", "server.oldest", "web.", "'.newer'", "''"})
  void knowsNobodyElse(String presented) {
    assertThat(keys(WEB, SERVER).find(presented)).isEmpty();
  }

  @Test
  void knowsNoKeyFromItsRetirementOn() {
    assertThat(keys(WEB.retiredFrom(NOON.plusSeconds(1))).find("web")).isPresent();
    assertThat(keys(WEB.retiredFrom(NOON)).find("web")).isEmpty();
    assertThat(keys(SERVER.retiredFrom(NOON)).find("server.newer")).isEmpty();
    assertThat(keys(WEB.retiredFrom(NOON)).allowsOrigin("https://shop.example")).isFalse();
  }

  @Test
  void makesASecretThatNobodyMadeBefore() {
    assertThat(Stream.generate(Secrets::create).limit(3).collect(Collectors.toSet()))
        .hasSize(3)
        .allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example, true",
    "https://shop.example, http://shop.example, false",
    "https://shop.example, https://shop.example:8443, false",
    "https://shop.example, https://shop.example.evil.example, false",
    "https://shop.example, null, false",
    "http://localhost:*, http://localhost:8080, true",
    "http://localhost:*, http://localhost, true",
    "http://localhost:*, https://localhost:8080, false",
    "http://localhost:*, http://localhost:8080.evil.example, false",
    "http://localhost:*, http://localhost.evil.example, false",
    "http://localhost:*, http://localhost:, false"
  })
  void takesPagesOfItsOriginsOnly(String listed, String told, boolean allowed) {
    WriteKey key = WriteKey.ofBrowser("web", List.of(listed), false, NOON);

    assertThat(key.allows(told)).isEqualTo(allowed);
    assertThat(keys(key).allowsOrigin(told)).isEqualTo(allowed);
    assertThat(key.allows(null)).as("no page asks").isTrue();
  }

  @Test
  void readsItsFileAgainWhenThatChanges() throws IOException {
    Path file = folder.resolve(KeysFile.NAME);
    write(file, WEB);
    Keys keys = Keys.in(file, CLOCK);
    assertThat(keys.look()).isFalse();

    write(file, WEB, SERVER);

    assertThat(keys.look()).isTrue();
    assertThat(keys.find("server.newer")).isPresent();
    assertThat(keys.look()).isFalse();
  }

  @Test
  void goesOnWithWhatItKnowsWhileTheFileIsWrongOrAway() throws IOException {
    Path file = folder.resolve(KeysFile.NAME);
    write(file, WEB);
    Keys keys = Keys.in(file, CLOCK);

    Files.writeString(file, "tenants: {");
    assertThat(keys.look()).isFalse();
    assertThat(keys.find("web")).isPresent();
    Files.delete(file);
    assertThat(keys.look()).isFalse();
    assertThat(keys.find("web")).isPresent();
    write(file, SERVER);
    assertThat(keys.look()).isTrue();
    assertThat(keys.find("web")).isEmpty();
  }

  @Test
  void doesNotBeginWithAFileThatIsWrongOrAway() throws IOException {
    Path file = folder.resolve(KeysFile.NAME);
    assertThatThrownBy(() -> Keys.in(file, CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "Maybe it is not there yet: rtoto keys create");
    Files.writeString(file, "tenants: {}");
    assertThatThrownBy(() -> Keys.in(file, CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "Line 1: tenants names nobody");
  }

  private static void write(Path file, WriteKey... keys) throws IOException {
    Files.writeString(file, KeysFile.written(new KeyRing("default", Set.of(), List.of(keys))));
  }

  private static Keys keys(WriteKey... keys) {
    return Keys.of(new KeyRing("default", Set.of(), List.of(keys)), CLOCK);
  }
}
