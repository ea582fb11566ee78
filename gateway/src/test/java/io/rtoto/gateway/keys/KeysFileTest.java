package io.rtoto.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeysFileTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String HASH = Secrets.hashOf("secret");

  @Test
  void readsWhatItWrites() {
    KeyRing ring =
        new KeyRing(
            "shop",
            Set.of("creditLimit", "vip"),
            List.of(
                WriteKey.ofBrowser(
                    "web", List.of("https://shop.example", "http://localhost:*"), true, NOON),
                WriteKey.ofServer("server", HASH, NOON)
                    .withSecretHashes(List.of(HASH, Secrets.hashOf("older"))),
                WriteKey.ofBrowser("old", List.of("https://shop.example"), false, NOON)
                    .retiredFrom(NOON.plusSeconds(1))));

    assertThat(KeysFile.read(KeysFile.written(ring))).isEqualTo(ring);
  }

  @Test
  void readsAFileWithoutKeys() {
    assertThat(KeysFile.read(KeysFile.written(KeyRing.EMPTY))).isEqualTo(KeyRing.EMPTY);
  }

  @Test
  void tellsAllThatIsWrongAtOnceAndWhere() {
    assertThatThrownBy(
            () ->
                KeysFile.read(
                    """
                    tenants:
                      default:
                        keys:
                          - id: web shop
                            kind: browser
                            created: yesterday
                            origin: [https://shop.example/cart]
                            origins: [https://shop.example/cart, shop.example, "https://shop.example:*"]
                          - id: server
                            kind: server
                            created: 2026-11-27T12:00:00Z
                            secrets: [not-a-hash]
                            orders: perhaps
                          - kind: robot
                    """))
        .hasMessage(
            """
            Line 7: origin is no word of a key; expected one of id, kind, created, retired, origins, orders, secrets. Maybe you meant origins.
            Line 4: web shop is no id of a key; expected up to 64 letters, digits, -, _ and :, of which the first is a letter or a digit.
            Line 6: created is yesterday; expected a time such as 2026-11-27T09:00:00Z.
            Line 8: https://shop.example/cart is no origin; expected a scheme, a host and perhaps a port, such as https://shop.example or http://localhost:*. Maybe you meant https://shop.example.
            Line 8: shop.example is no origin; expected a scheme, a host and perhaps a port, such as https://shop.example or http://localhost:*. Maybe https:// is missing.
            Line 8: https://shop.example:* takes any port of a host that is not this machine; expected that of localhost only. Maybe you meant https://shop.example.
            Line 13: orders is perhaps; expected true or false.
            Line 12: secrets holds what is no SHA-256 in 64 hexadecimal digits. Maybe it is a secret itself, which belongs nowhere in this file: make another.
            Line 9: orders says nothing of a key of kind server. Maybe it belongs to another key.
            Line 14: id is missing; expected what the key is called.
            Line 14: kind is robot; expected browser or server.
            Line 14: created is missing; expected when it was made, such as 2026-11-27T09:00:00Z.\
            """);
  }

  /** Row S6: nothing else here keeps two shops' customers apart. */
  @Test
  void b53RefusesASecondTenant() {
    assertThatThrownBy(() -> KeysFile.read("tenants:\n  one: {keys: []}\n  two: {keys: []}\n"))
        .hasMessage(
            "Line 2: tenants names one, two; expected one: customers, decisions and rules of two"
                + " would not be kept apart. Maybe give each an RTOTO of its own.");
  }

  @ParameterizedTest
  @CsvSource({
    "'', The file is empty; expected tenants.",
    "'tenants: [', Line 1: this is no YAML:",
    "'[]', Line 1: Here is the file expected as words with a colon after each.",
    "'{}', Line 1: tenants is missing; expected whose keys they are",
    "'tenants: {}', Line 1: tenants names nobody; expected one",
    "'tenants: {a: {keys: {}}}', Line 1: keys is no list.",
    "'tenants: {a: {keys: [{id: k, kind: browser, created: 2026-11-27T12:00:00Z}]}}', origins is missing",
    "'tenants: {a: {keys: [{id: k, kind: server, created: 2026-11-27T12:00:00Z}]}}', secrets is missing",
    "'tenants: {a: {keys: [{id: k, id: l}]}}', Line 1: id stands twice in one place."
  })
  void refusesWhatIsNoFileOfKeys(String text, String why) {
    assertThatThrownBy(() -> KeysFile.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
