/** Who is this? Repeats are removed, and the customer is named. */
@NullMarked
package io.rtoto.jobs.identity;

import org.jspecify.annotations.NullMarked;
