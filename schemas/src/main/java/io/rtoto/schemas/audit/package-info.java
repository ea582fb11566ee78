/**
 * Who has done what in RTOTO itself, in a chain that tells when something is changed afterwards.
 */
@NullMarked
package io.rtoto.schemas.audit;

import org.jspecify.annotations.NullMarked;
