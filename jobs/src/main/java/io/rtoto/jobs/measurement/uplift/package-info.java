/** How much more customers do who are told something, and how sure that is. Pure arithmetic. */
@NullMarked
package io.rtoto.jobs.measurement.uplift;

import org.jspecify.annotations.NullMarked;
