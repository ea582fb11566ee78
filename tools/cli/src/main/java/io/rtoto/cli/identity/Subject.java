package io.rtoto.cli.identity;

import io.rtoto.schemas.Identifier;

/** Whom somebody asks about. */
sealed interface Subject {

  /**
   * A customer.
   *
   * @param id its id
   */
  record Customer(String id) implements Subject {}

  /**
   * One of the names that a customer goes by.
   *
   * @param identifier the name, unreadable
   */
  record Name(Identifier identifier) implements Subject {}
}
