package io.rtoto.jobs.association;

/**
 * A product that is asked is known to the catalogue, or unknown.
 *
 * @param asked the question
 * @param article the product, as the catalogue has it
 */
public record ArticleAsked(ProductAsked asked, Article article) {}
