package io.rtoto.gateway;

import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.Proof;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.gateway.push.NotAdmitted;
import io.rtoto.gateway.push.SessionAccess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The write keys and proofs, as sessions ask for them. */
record PageKeys(Keys keys, Proofs proofs) implements SessionAccess {
  @Override
  public String tenantOf(String writeKey, @Nullable String origin) {
    WriteKey key =
        keys.find(writeKey)
            .orElseThrow(
                () ->
                    new NotAdmitted(
                        401,
                        "The write key is not known here. Maybe it belongs to another environment,"
                            + " or is retired."));
    if (!key.allows(origin)) {
      throw new NotAdmitted(
          403,
          "The write key is not for pages of this origin. Maybe add it to the origins of the key.");
    }
    return keys.ring().tenant();
  }

  @Override
  public boolean admits(String origin) {
    return keys.allowsOrigin(origin);
  }

  @Override
  public Optional<String> userOf(String tenant, String proof, String anonymousId) {
    return proofs
        .verify(proof)
        .filter(proven -> proven.anonymousId().equals(anonymousId))
        .map(Proof::userId);
  }
}
