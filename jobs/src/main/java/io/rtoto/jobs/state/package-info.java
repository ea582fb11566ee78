/**
 * What every step shares: how records are written to state and between steps, and in which order
 * they are taken.
 */
@NullMarked
package io.rtoto.jobs.state;

import org.jspecify.annotations.NullMarked;
