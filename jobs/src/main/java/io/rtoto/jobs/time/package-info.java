/** How event time passes in a job. */
@NullMarked
package io.rtoto.jobs.time;

import org.jspecify.annotations.NullMarked;
