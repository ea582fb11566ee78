/** What a cluster needs besides its processes. */
@NullMarked
package io.rtoto.cli.cluster;

import org.jspecify.annotations.NullMarked;
