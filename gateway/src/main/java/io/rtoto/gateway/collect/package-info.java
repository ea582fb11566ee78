/** What arrives over HTTP and how it gets onto the topics: a 2xx means stored. */
@NullMarked
package io.rtoto.gateway.collect;

import org.jspecify.annotations.NullMarked;
