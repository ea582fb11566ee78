package io.rtoto.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of names that a customer goes by, strongest first: the order is the rank. */
public enum IdentifierType {
  USER_ID("userId"),
  LOYALTY_CARD("loyaltyCard"),
  LINE_ID("lineId"),
  WECHAT_OPENID("wechatOpenid"),
  EMAIL("email"),
  PHONE("phone"),
  DEVICE_ID("deviceId"),
  ANONYMOUS_ID("anonymousId");

  private final String wireName;

  IdentifierType(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
