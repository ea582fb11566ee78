package io.rtoto.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of name that a customer goes by.
 *
 * @param wireName the name in messages
 * @param rank the lower, the stronger
 */
public record IdentifierType(String wireName, int rank) implements Serializable {
  public static final IdentifierType USER_ID = new IdentifierType("userId", 10);
  public static final IdentifierType LOYALTY_CARD = new IdentifierType("loyaltyCard", 20);
  public static final IdentifierType LINE_ID = new IdentifierType("lineId", 30);
  public static final IdentifierType WECHAT_OPENID = new IdentifierType("wechatOpenid", 40);
  public static final IdentifierType EMAIL = new IdentifierType("email", 50);
  public static final IdentifierType PHONE = new IdentifierType("phone", 60);
  public static final IdentifierType DEVICE_ID = new IdentifierType("deviceId", 70);
  public static final IdentifierType ANONYMOUS_ID = new IdentifierType("anonymousId", 80);

  /** Those that need not be set, strongest first. A shop may add more: between, before, behind. */
  public static final List<IdentifierType> BUILT_IN =
      List.of(USER_ID, LOYALTY_CARD, LINE_ID, WECHAT_OPENID, EMAIL, PHONE, DEVICE_ID, ANONYMOUS_ID);

  private static final Map<String, IdentifierType> BY_NAME =
      BUILT_IN.stream()
          .collect(Collectors.toUnmodifiableMap(IdentifierType::wireName, Function.identity()));

  /** The built-in type of that name in messages. */
  public static Optional<IdentifierType> builtIn(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
