/** The identity protocol in a world where everything goes wrong that may, against an oracle. */
@NullMarked
package io.rtoto.jobs.identity.protocol;

import org.jspecify.annotations.NullMarked;
