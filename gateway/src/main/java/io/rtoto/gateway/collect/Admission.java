package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.keys.Keys;
import io.rtoto.gateway.keys.Proof;
import io.rtoto.gateway.keys.Proofs;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.schemas.SegmentRouting;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call is worth, by the key that it came with. It says so in the call itself, in place of
 * whatever the sender says there: {@code keyKind}, {@code proven}, and {@code notAllowed} of what
 * the key may not write. Such a call is stored all the same, so that the job sets it aside with its
 * reason.
 */
final class Admission {
  /** The reason of what its key may not write. */
  static final String NOT_ALLOWED = "not_allowed";

  /** The reason of what nobody but an unproven user id names. */
  static final String IDENTITY_UNPROVEN = "identity_unproven";

  /** Shops' pages tell of them by Segment's spec; what was paid back they do not know. */
  private static final Set<String> ORDERS_OF_PAGES = Set.of("Order Completed", "Order Updated");

  /** What was said by others than the visitor. */
  private static final Set<String> OF_SERVERS =
      Set.of("Live Chat Message Received", "Call Logged", "Offer Undelivered");

  private static final String CONTEXT = "context";
  private static final String PROOF = "proof";
  private static final String PROVEN = "proven";

  private final Keys keys;
  private final Proofs proofs;

  Admission(Keys keys, Proofs proofs) {
    this.keys = keys;
    this.proofs = proofs;
  }

  /** Whether an admitted call says that who is who in it is proven. */
  static boolean isProven(JsonNode admitted) {
    return admitted.path(PROVEN).booleanValue();
  }

  /**
   * Says in a call what it is worth.
   *
   * @param call complete, and nobody else's: it is changed
   * @return why it will not be applied, as a code; empty when it may be
   */
  Optional<String> admit(WriteKey key, JsonNode call) {
    if (!(call instanceof ObjectNode own)) {
      return Optional.empty();
    }
    String userId = text(own, "userId");
    String anonymousId = text(own, "anonymousId");
    Optional<Proof> proof = taken(own).flatMap(proofs::verify);
    boolean proven =
        key.isServer()
            || proof
                .filter(one -> one.userId().equals(userId))
                .filter(one -> one.anonymousId().equals(anonymousId))
                .isPresent();
    own.put("keyKind", key.kind().wireName());
    own.put(PROVEN, proven);
    own.remove("notAllowed");
    if (!key.isServer() && !isOfPages(own, key, proven)) {
      own.put("notAllowed", true);
      return Optional.of(NOT_ALLOWED);
    }
    return !proven && anonymousId == null && userId != null
        ? Optional.of(IDENTITY_UNPROVEN)
        : Optional.empty();
  }

  private boolean isOfPages(ObjectNode call, WriteKey key, boolean proven) {
    String event = String.valueOf(text(call, "event"));
    return switch (SegmentRouting.topicOf(call)) {
      case ORDERS -> key.orders() && ORDERS_OF_PAGES.contains(event);
      case BACKEND -> false;
      case CHAT, INTERACTIONS -> !OF_SERVERS.contains(event);
      default -> (proven || !"alias".equals(text(call, "type"))) && !tellsATrustedTrait(call);
    };
  }

  private boolean tellsATrustedTrait(ObjectNode call) {
    for (String trait : keys.ring().trustedTraits()) {
      if (call.path("traits").has(trait) || call.path(CONTEXT).path("traits").has(trait)) {
        return true;
      }
    }
    return false;
  }

  /** The proof that a call brings along; it is taken out, since whoever reads it can use it. */
  private static Optional<String> taken(ObjectNode call) {
    if (!(call.get(CONTEXT) instanceof ObjectNode context) || !context.has(PROOF)) {
      return Optional.empty();
    }
    // The context of a batch is that of all its calls.
    ObjectNode without = JsonNodeFactory.instance.objectNode();
    without.setAll(context);
    JsonNode proof = without.remove(PROOF);
    call.set(CONTEXT, without);
    return Optional.ofNullable(proof.textValue());
  }

  private static @Nullable String text(ObjectNode call, String field) {
    JsonNode value = call.get(field);
    String text = value == null ? null : value.textValue();
    return text == null || text.isEmpty() ? null : text;
  }
}
