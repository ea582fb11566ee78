package io.rtoto.gateway.shop;

/**
 * What the demo shop needs.
 *
 * @param writeKey the browser key that its pages send events with
 * @param serverKey the server key that it tells of orders with
 * @param proofs makes proofs of who has signed in
 */
public record ShopSettings(String writeKey, String serverKey, Proofs proofs) {

  /** Says on behalf of the shop's server who uses a browser. */
  @FunctionalInterface
  public interface Proofs {
    /** A proof that this user uses the browser of that anonymous id. */
    String of(String userId, String anonymousId);
  }

  /** Without the secret: it may be logged. */
  @Override
  public String toString() {
    return "ShopSettings[" + writeKey + "]";
  }
}
