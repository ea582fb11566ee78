package io.rtoto.schemas.flow;

/** What is told to the memory of one customer. */
public sealed interface CustomerMessage permits InformedEvent, Erasure {

  /** Which customer it is for. */
  String customerId();
}
