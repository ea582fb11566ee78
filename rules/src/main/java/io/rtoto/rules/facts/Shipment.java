package io.rtoto.rules.facts;

/**
 * Where an order is on its way to the customer, as the back end said last: one for each of the 3
 * orders of which it said so last.
 *
 * @param order the shop's id of the order
 * @param status where it is, in the back end's own word, such as {@code delivered}
 * @param days for how many whole days it has been so
 */
public record Shipment(String order, String status, long days) {}
