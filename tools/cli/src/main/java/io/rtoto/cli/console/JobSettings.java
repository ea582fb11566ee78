package io.rtoto.cli.console;

import io.rtoto.jobs.settings.EngageSettings;

/** The settings of engage, as they are for a job that runs in the environment of this process. */
public final class JobSettings {
  private JobSettings() {}

  /**
   * By the environment, such as {@code RTOTO_CART_IDLE_AFTER=PT30M}; else the defaults.
   *
   * @param arguments names and values in turn, which go before it
   * @throws CommandFailure when something is wrong: it tells everything that is
   */
  public static EngageSettings of(String... arguments) {
    try {
      return EngageSettings.read(arguments, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
