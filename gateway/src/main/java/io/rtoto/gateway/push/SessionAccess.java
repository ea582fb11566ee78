package io.rtoto.gateway.push;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose pages may open sessions: the write keys, as push needs them. */
public interface SessionAccess {
  /**
   * The tenant whose pages open sessions with that write key.
   *
   * @param origin the page's, such as {@code https://shop.example}; null when it was not told
   * @throws NotAdmitted when the key is not known, or not for pages of that origin
   */
  String tenantOf(String writeKey, @Nullable String origin);

  /** Whether some key is for pages of that origin: a browser asks this before it shows its key. */
  boolean admits(String origin);

  /**
   * The user id that a proof is for.
   *
   * @param proof as a server of the shop made it
   * @param anonymousId the browser that hands it over; a proof is for one
   * @return nothing when it proves nothing: it is not signed by a key of ours, is for another
   *     browser or has run out
   */
  Optional<String> userOf(String tenant, String proof, String anonymousId);
}
