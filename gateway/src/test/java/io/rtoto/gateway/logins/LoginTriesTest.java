package io.rtoto.gateway.logins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginTriesTest {
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final LoginTries tries = new LoginTries(() -> now);

  @Test
  void areTenInFifteenMinutes() {
    fail(10, "anna", "192.0.2.1");

    assertThat(tries.wait("anna", "192.0.2.1")).hasValue(Duration.ofMinutes(15));
    now = now.plus(Duration.ofMinutes(14));
    assertThat(tries.wait("anna", "192.0.2.1")).hasValue(Duration.ofMinutes(1));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(tries.wait("anna", "192.0.2.1")).isEmpty();
  }

  @Test
  void ofOneAddressKeepNobodyElseOut() {
    fail(10, "anna", "192.0.2.1");

    assertThat(tries.wait("anna", "192.0.2.2")).isEmpty();
    assertThat(tries.wait("berta", "192.0.2.1")).isEmpty();
  }

  @Test
  void ofManyUsersFromOneAddressEnd() {
    for (int user = 0; user < 50; user++) {
      fail(1, "user-" + user, "192.0.2.1");
    }

    assertThat(tries.wait("anna", "192.0.2.1")).isPresent();
    assertThat(tries.wait("anna", "192.0.2.2")).isEmpty();
  }

  @Test
  void areForgottenWithALogin() {
    fail(9, "anna", "192.0.2.1");
    tries.succeeded("anna", "192.0.2.1");
    fail(9, "anna", "192.0.2.1");

    assertThat(tries.wait("anna", "192.0.2.1")).isEmpty();
  }

  @Test
  void thatSucceedKeepNoAddressOut() {
    for (int user = 0; user < 60; user++) {
      fail(1, "user-" + user, "192.0.2.1");
      tries.succeeded("user-" + user, "192.0.2.1");
    }

    assertThat(tries.wait("anna", "192.0.2.1")).isEmpty();
  }

  @Test
  void ofCodesAreTenOfAUserFromWherever() {
    for (int one = 0; one < 10; one++) {
      assertThat(tries.waitForCode("anna")).isEmpty();
      tries.failedCode("anna");
    }

    assertThat(tries.waitForCode("anna")).hasValue(Duration.ofMinutes(15));
    assertThat(tries.waitForCode("berta")).isEmpty();
    assertThat(tries.wait("anna", "192.0.2.1")).isEmpty();
  }

  @Test
  void thatWereNotCheckedAreTakenBack() {
    for (int one = 0; one < 60; one++) {
      fail(1, "anna", "192.0.2.1");
      tries.takeBack("anna", "192.0.2.1");
    }

    assertThat(tries.wait("anna", "192.0.2.1")).isEmpty();
    assertThat(tries.wait("berta", "192.0.2.1")).isEmpty();
  }

  @Test
  void ofManyUsersByAProxyHereThatNobodyNamedAreNotOneVisitors() {
    for (int user = 0; user < 60; user++) {
      fail(1, "user-" + user, LoginTries.THIS_MACHINE);
    }

    assertThat(tries.wait("anna", LoginTries.THIS_MACHINE)).isEmpty();
  }

  private void fail(int times, String user, String address) {
    for (int one = 0; one < times; one++) {
      tries.failed(user, address);
    }
  }
}
