package io.rtoto.jobs.identity.protocol;

/** Who commands. */
enum Author {
  SOMEBODY,
  A_LEAF,
  A_CUSTOMER
}
