/** What the jobs tell of themselves: metrics. */
@NullMarked
package io.rtoto.jobs.telemetry;

import org.jspecify.annotations.NullMarked;
