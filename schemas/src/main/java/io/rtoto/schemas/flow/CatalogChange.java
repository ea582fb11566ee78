package io.rtoto.schemas.flow;

import io.rtoto.schemas.catalog.CatalogEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of a product from now on.
 *
 * @param productId the product
 * @param entry what is known of it; null when it is no longer sold
 */
public record CatalogChange(String productId, @Nullable CatalogEntry entry) {}
