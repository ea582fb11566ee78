/** Reads data sets as calls of the Segment spec. */
@NullMarked
package io.rtoto.cli.formats;

import org.jspecify.annotations.NullMarked;
