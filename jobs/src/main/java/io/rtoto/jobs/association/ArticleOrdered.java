package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import java.util.List;

/**
 * A product is part of an order.
 *
 * @param articleId the product
 * @param others which others are in the order, of a large one not all
 * @param products how many different products are in the order
 * @param turn when
 */
public record ArticleOrdered(String articleId, List<String> others, int products, Turn turn)
    implements AboutArticle {}
