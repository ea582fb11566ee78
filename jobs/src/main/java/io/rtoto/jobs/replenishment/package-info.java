/**
 * When what a customer bought will be used up: learned of all customers and of the one, and claimed
 * only where people buy regularly. Knows nothing but purchases.
 */
@NullMarked
package io.rtoto.jobs.replenishment;

import org.jspecify.annotations.NullMarked;
