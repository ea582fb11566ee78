package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import java.util.List;

/**
 * A product is part of an order.
 *
 * @param articleId the product
 * @param customerId who ordered
 * @param leaf the identifier that the order came under
 * @param others which others are in the order, of a large one not all
 * @param products how many different products are in the order
 * @param turn when
 */
public record ArticleOrdered(
    String articleId,
    String customerId,
    Identifier leaf,
    List<String> others,
    int products,
    Turn turn)
    implements AboutArticle {
  /** What the customer is told where the catalogue does not have it. */
  ProductUnlisted unlisted() {
    return new ProductUnlisted(
        customerId, leaf, articleId, turn.tie(), turn.messageId(), turn.at());
  }
}
