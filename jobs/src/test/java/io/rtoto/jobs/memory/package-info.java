/** Tests of the memory. */
@NullMarked
package io.rtoto.jobs.memory;

import org.jspecify.annotations.NullMarked;
