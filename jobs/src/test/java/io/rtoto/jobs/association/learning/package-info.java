/** Tests of what goes with a product. */
@NullMarked
package io.rtoto.jobs.association.learning;

import org.jspecify.annotations.NullMarked;
