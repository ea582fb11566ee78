/** Tests of the search for parameters. */
@NullMarked
package io.rtoto.jobs.attrition.fitting;

import org.jspecify.annotations.NullMarked;
