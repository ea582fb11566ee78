package io.rtoto.jobs.association.learning;

/**
 * A product that is bought together with another.
 *
 * @param productId the product
 * @param likeness the cosine of the two products' orders, each order faded by its age and weighed
 *     by the size of its basket
 * @param facts what is told of it
 */
public record Companion(String productId, double likeness, Facts facts) {}
