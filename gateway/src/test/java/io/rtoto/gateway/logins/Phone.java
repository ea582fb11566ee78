package io.rtoto.gateway.logins;

import java.time.Instant;

/** The app that makes codes. */
public final class Phone {
  private Phone() {}

  /** What it shows at that time. */
  public static String code(String secret, Instant at) {
    return LoginCodes.code(secret, at.getEpochSecond() / 30);
  }
}
