package io.rtoto.jobs.association;

import io.rtoto.schemas.flow.IdentifiedEvent;

/**
 * What goes with this product?
 *
 * @param productId the product
 * @param asked the event that the answer is for
 */
public record ProductQuestion(String productId, IdentifiedEvent asked) {}
