package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.List;

/**
 * What a leaf tells a customer, once and in order. The contribution goes beside it: whole with
 * {@link Put}, one event with {@link Delta}.
 */
public sealed interface Told extends Sent {
  /** The customer, by its strongest identifier. */
  Identifier customer();

  /** The leaf. */
  Identifier leaf();

  /**
   * I am yours, and this is all of me.
   *
   * @param customer the customer
   * @param leaf the leaf
   * @param edges all edges of the leaf
   */
  record Put(Identifier customer, Identifier leaf, List<Edge> edges) implements Told {}

  /**
   * There is one event more.
   *
   * @param customer the customer
   * @param leaf the leaf
   * @param edges the leaf's edges that the event shows
   */
  record Delta(Identifier customer, Identifier leaf, List<Edge> edges) implements Told {}

  /**
   * I am yours no longer.
   *
   * @param customer the customer
   * @param leaf the leaf
   */
  record Retract(Identifier customer, Identifier leaf) implements Told {}

  /**
   * I am not yours, whatever you told others of me before a crash: I have met whom you are named
   * after, and belong elsewhere.
   *
   * @param customer the customer
   * @param leaf the leaf
   */
  record Absent(Identifier customer, Identifier leaf) implements Told {}
}
