/** What was learned of customers at leisure: the messages on topic {@code models}. */
@NullMarked
package io.rtoto.schemas.models;

import org.jspecify.annotations.NullMarked;
