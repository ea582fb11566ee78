/** How engagement decides, by examples. */
@NullMarked
package io.rtoto.jobs.engagement;

import org.jspecify.annotations.NullMarked;
