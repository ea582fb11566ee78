/** What is known of a customer: the messages on topic {@code customers}. */
@NullMarked
package io.rtoto.schemas.customers;

import org.jspecify.annotations.NullMarked;
