/** How the world talks to us: HTTP in, live streams and pages out. */
@NullMarked
package io.rtoto.gateway;

import org.jspecify.annotations.NullMarked;
