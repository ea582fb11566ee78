/** Tests of what engage tells of itself. */
@NullMarked
package io.rtoto.jobs.telemetry;

import org.jspecify.annotations.NullMarked;
