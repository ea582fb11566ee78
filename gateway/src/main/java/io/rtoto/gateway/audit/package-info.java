/** Writes down who has done what in RTOTO itself: for all features that let people do things. */
@NullMarked
package io.rtoto.gateway.audit;

import org.jspecify.annotations.NullMarked;
