package io.rtoto.schemas.rulebundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustedKeysTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String KEY = RuleKeys.written(RuleKeys.create().getPublic());
  private static final String OTHER = RuleKeys.written(RuleKeys.create().getPublic());

  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    TrustedKeys keys =
        new TrustedKeys(
            List.of(
                new TrustedKey("anna", KEY, NOON, NOON.plusSeconds(60), null, null),
                TrustedKey.of(OTHER).revoked(NOON, "a laptop is gone")));
    assertThat(read(new String(keys.written(), UTF_8))).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"keys\": []} | it names none",
        "{} | it names none",
        "{\"keys\": [{\"name\": \"anna\"}]} | no key",
        "{\"keys\": [{\"name\": \"\", \"key\": \"KEY\"}]} | no name",
        "{\"keys\": [{\"name\": \"anna\", \"key\": \"KEY\", \"revokd\": null}]} | revokd",
        "{\"keys\": [{\"name\": \"anna\", \"key\": \"AAAA\"}]} | cut short",
        "{\"keys\": [{\"name\": \"a\", \"key\": \"KEY\"}, {\"name\": \"b\", \"key\": \"KEY\"}]} | twice",
        "{\"keys\": | trusted.json are no trusted keys",
      })
  void takesNothingElse(String written, String told) {
    assertThatThrownBy(() -> read(written.replace("KEY", KEY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> TrustedKeys.in(folder.resolve("none.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no file of trusted keys in");
  }

  @Test
  void letsWhatIsToldOfAKeyGoBeforeTheKeyAlone() {
    TrustedKey revoked = TrustedKey.of(KEY).revoked(NOON, "gone");
    assertThat(new TrustedKeys(List.of(revoked)).and(TrustedKeys.of(List.of(KEY, OTHER))).keys())
        .containsExactly(revoked, TrustedKey.of(OTHER));
  }

  @Test
  void replacesAKeyThatItHasAndAddsOneThatItHasNot() {
    TrustedKeys keys = TrustedKeys.of(List.of(KEY));
    TrustedKey retired = TrustedKey.of(KEY).retired(NOON);
    assertThat(keys.with(retired).keys()).containsExactly(retired);
    assertThat(keys.with(TrustedKey.of(OTHER)).keys())
        .containsExactly(TrustedKey.of(KEY), TrustedKey.of(OTHER));
  }

  private TrustedKeys read(String json) throws IOException {
    return TrustedKeys.in(Files.writeString(folder.resolve("trusted.json"), json));
  }
}
