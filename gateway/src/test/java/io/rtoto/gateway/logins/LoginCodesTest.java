package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginCodesTest {
  /** The secret of RFC 6238, appendix B, in Base32. */
  private static final String OF_RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final long STEP = NOON.getEpochSecond() / 30;

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void areThoseOfTheStandard(long seconds, String code) {
    assertThat(LoginCodes.code(OF_RFC, seconds / 30)).isEqualTo(code);
  }

  @Test
  void countInTheirStepAndItsNeighbours() {
    for (long step : new long[] {STEP - 1, STEP, STEP + 1}) {
      assertThat(LoginCodes.step(OF_RFC, LoginCodes.code(OF_RFC, step), NOON, 0)).hasValue(step);
    }
    for (long step : new long[] {STEP - 2, STEP + 2}) {
      assertThat(LoginCodes.step(OF_RFC, LoginCodes.code(OF_RFC, step), NOON, 0)).isEmpty();
    }
  }

  @Test
  void countOnce() {
    assertThat(LoginCodes.step(OF_RFC, LoginCodes.code(OF_RFC, STEP), NOON, STEP)).isEmpty();
    assertThat(LoginCodes.step(OF_RFC, LoginCodes.code(OF_RFC, STEP - 1), NOON, STEP)).isEmpty();
    assertThat(LoginCodes.step(OF_RFC, LoginCodes.code(OF_RFC, STEP + 1), NOON, STEP))
        .hasValue(STEP + 1);
  }

  @Test
  void haveSecretsThatAppsTake() {
    String secret = LoginCodes.newSecret();

    assertThat(LoginCodes.isSecret(secret)).isTrue();
    assertThat(LoginCodes.newSecret()).isNotEqualTo(secret);
    assertThat(LoginCodes.uri("anna@shop", secret))
        .isEqualTo("otpauth://totp/RTOTO:anna%40shop?secret=" + secret + "&issuer=RTOTO");
  }
}
