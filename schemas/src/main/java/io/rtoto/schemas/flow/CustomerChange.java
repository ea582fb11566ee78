package io.rtoto.schemas.flow;

import io.rtoto.schemas.customers.CustomerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer from now on.
 *
 * @param customerId the customer
 * @param snapshot what is known; null when everything was erased
 */
public record CustomerChange(String customerId, @Nullable CustomerSnapshot snapshot) {}
