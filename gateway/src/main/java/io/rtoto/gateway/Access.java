package io.rtoto.gateway;

import io.rtoto.gateway.collect.RateLimits;
import io.rtoto.gateway.keys.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may send events, and who may log in.
 *
 * @param writeKeys keys of browsers, for pages of any origin; not asked for where there is a file
 * @param keysFile the file of all keys; null for none
 * @param limits how much each may send
 * @param usersFile the file of those who may log in, made when it is missing; null for nobody
 * @param takesGuests whether who sits at this machine may read all until somebody has a password
 */
public record Access(
    List<String> writeKeys,
    @Nullable Path keysFile,
    RateLimits limits,
    @Nullable Path usersFile,
    boolean takesGuests) {

  public Access {
    writeKeys = List.copyOf(writeKeys);
  }

  /** By those browsers' keys, and no file. */
  public static Access by(List<String> writeKeys) {
    return new Access(writeKeys, null, RateLimits.DEFAULTS, null, false);
  }

  /** By the keys in that file. */
  public static Access byFile(Path keysFile) {
    return new Access(List.of(), keysFile, RateLimits.DEFAULTS, null, false);
  }

  /** The same, with other limits. */
  public Access within(RateLimits newLimits) {
    return new Access(writeKeys, keysFile, newLimits, usersFile, takesGuests);
  }

  /** The same, for the users in that file. */
  public Access withUsers(@Nullable Path newUsersFile) {
    return new Access(writeKeys, keysFile, limits, newUsersFile, takesGuests);
  }

  /** The same, with guests or without. */
  public Access withGuests(boolean newTakesGuests) {
    return new Access(writeKeys, keysFile, limits, usersFile, newTakesGuests);
  }

  /** The keys, as they are now. */
  Keys keys(InstantSource clock) throws IOException {
    return keysFile == null ? Keys.ofBrowsers(writeKeys, clock) : Keys.in(keysFile, clock);
  }
}
