/** Files of the jar, as answers: for all features that have pages or scripts. */
@NullMarked
package io.rtoto.gateway.web;

import org.jspecify.annotations.NullMarked;
