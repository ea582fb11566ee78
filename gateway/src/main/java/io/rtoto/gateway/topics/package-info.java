/** Topics that are read for as long as the gateway runs. */
@NullMarked
package io.rtoto.gateway.topics;

import org.jspecify.annotations.NullMarked;
