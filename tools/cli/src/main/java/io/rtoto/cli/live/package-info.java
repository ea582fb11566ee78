/** Everything in one process, until it is stopped. */
@NullMarked
package io.rtoto.cli.live;

import org.jspecify.annotations.NullMarked;
