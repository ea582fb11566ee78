/**
 * Learns from the purchases of all customers how long products last, and where that can be said.
 */
@NullMarked
package io.rtoto.jobs.replenishment.fitting;

import org.jspecify.annotations.NullMarked;
