package io.rtoto.jobs.identity.protocol;

/** What happens to a simulated cluster beside events. */
enum Mode {
  PLAIN(false, false),
  CRASH(false, true),
  ADMIN(true, false),
  ADMIN_AND_CRASH(true, true);

  /** Whether somebody commands, and customers that grew too large are parted. */
  final boolean commands;

  final boolean crashes;

  Mode(boolean commands, boolean crashes) {
    this.commands = commands;
    this.crashes = crashes;
  }
}
