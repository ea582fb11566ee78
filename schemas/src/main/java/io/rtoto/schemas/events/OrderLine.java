package io.rtoto.schemas.events;

/**
 * One product of an order.
 *
 * @param product what was ordered
 * @param quantity how many pieces, at least 1
 */
public record OrderLine(ProductMention product, int quantity) {}
