package io.rtoto.gateway.keys;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who holds a key, and so what is believed of it. */
public enum KeyKind {
  /** Everybody who opens a page sees it: it tells which source a call is of, and proves nothing. */
  BROWSER("browser"),
  /** Only a server has it: it goes with a secret, and what comes with that is believed. */
  SERVER("server");

  private final String wireName;

  KeyKind(String wireName) {
    this.wireName = wireName;
  }

  /** As it is written in the file of keys and in stored calls. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
