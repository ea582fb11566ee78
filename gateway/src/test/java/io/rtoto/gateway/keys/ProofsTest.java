package io.rtoto.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rtoto.schemas.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row S2: what a page hands over to prove who its visitor is. */
final class ProofsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant SOON = NOON.plus(Proofs.LONGEST);
  private static final Proof ANNA = new Proof("anna", "browser-1");
  private static final ProofMint MINT = new ProofMint("server.secret", "default");
  private static final WriteKey SERVER =
      WriteKey.ofServer("server", Secrets.hashOf("secret"), NOON);

  @Test
  void provesWhomItNames() {
    assertThat(proofs(SERVER).verify(MINT.mint(ANNA, SOON))).contains(ANNA);
    assertThat(proofs(SERVER).verify(MINT.mint(ANNA, NOON.plusSeconds(1)))).contains(ANNA);
  }

  @Test
  void countsByEachSecretOfARotation() {
    WriteKey rotating =
        SERVER.withSecretHashes(List.of(Secrets.hashOf("newer"), Secrets.hashOf("secret")));

    assertThat(proofs(rotating).verify(MINT.mint(ANNA, SOON))).contains(ANNA);
    assertThat(proofs(rotating).verify(new ProofMint("server.newer", "default").mint(ANNA, SOON)))
        .contains(ANNA);
  }

  @Test
  void needNotNameItsKey() throws Exception {
    SignedJWT nameless = token(new JWSHeader(JWSAlgorithm.HS256), "secret", "default");

    assertThat(proofs(SERVER).verify(nameless.serialize())).contains(ANNA);
  }

  @Test
  void provesNothingOnceItsTimeIsOverOrWhenThatIsTooFarAhead() {
    assertThat(proofs(SERVER).verify(MINT.mint(ANNA, NOON))).isEmpty();
    assertThat(proofs(SERVER).verify(MINT.mint(ANNA, SOON.plusSeconds(31)))).isEmpty();
  }

  @Test
  void provesNothingByAnotherSecretOrAKeyThatIsRetired() {
    assertThat(proofs(SERVER).verify(new ProofMint("server.guess", "default").mint(ANNA, SOON)))
        .isEmpty();
    assertThat(proofs(SERVER.retiredFrom(NOON)).verify(MINT.mint(ANNA, SOON))).isEmpty();
  }

  @Test
  void b53ProvesNothingToAnotherTenant() {
    assertThat(proofs(SERVER).verify(new ProofMint("server.secret", "other").mint(ANNA, SOON)))
        .isEmpty();
  }

  @Test
  void isSignedByHmacSha256AndNothingElse() throws Exception {
    assertThat(proofs(SERVER).verify(new PlainJWT(claims("default")).serialize())).isEmpty();
    SignedJWT longer = new SignedJWT(new JWSHeader(JWSAlgorithm.HS384), claims("default"));
    longer.sign(new MACSigner(new byte[48]));
    assertThat(proofs(SERVER).verify(longer.serialize())).isEmpty();
    String[] parts = MINT.mint(ANNA, SOON).split("\\.", -1);
    assertThat(proofs(SERVER).verify(parts[0] + "." + parts[1] + ".")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "e30.e30.", "....", "{}"})
  void provesNothingWhenItIsNone(String token) {
    assertThat(proofs(SERVER).verify(token)).isEmpty();
    assertThat(proofs(SERVER).verify(token.repeat(10_000))).isEmpty();
  }

  private static SignedJWT token(JWSHeader header, String secret, String tenant) throws Exception {
    SignedJWT token = new SignedJWT(header, claims(tenant));
    token.sign(new MACSigner(Sha256.of(secret)));
    return token;
  }

  private static JWTClaimsSet claims(String tenant) {
    return new JWTClaimsSet.Builder()
        .claim("tenant", tenant)
        .claim("userId", ANNA.userId())
        .claim("anonymousId", ANNA.anonymousId())
        .expirationTime(Date.from(SOON))
        .build();
  }

  private static Proofs proofs(WriteKey key) {
    InstantSource clock = InstantSource.fixed(NOON);
    return new Proofs(Keys.of(new KeyRing("default", Set.of(), List.of(key)), clock), clock);
  }
}
