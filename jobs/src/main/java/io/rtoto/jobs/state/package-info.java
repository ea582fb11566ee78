/** How records are written to state and between steps, and read by the versions that follow. */
@NullMarked
package io.rtoto.jobs.state;

import org.jspecify.annotations.NullMarked;
