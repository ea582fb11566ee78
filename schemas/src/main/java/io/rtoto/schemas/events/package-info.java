/** What happened: the events of a customer's life with a shop, each a record in the past tense. */
@NullMarked
package io.rtoto.schemas.events;

import org.jspecify.annotations.NullMarked;
