package io.rtoto.schemas.events;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * A product as an event names it.
 *
 * @param productId the shop's id of the product
 * @param category the shop's category; null when not told
 * @param price the price of one piece; null when not told
 */
public record ProductMention(String productId, @Nullable String category, @Nullable Money price) {}
