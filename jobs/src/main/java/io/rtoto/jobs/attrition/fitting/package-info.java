/** Finds the parameters of a model in the purchases of many customers, and tells how good it is. */
@NullMarked
package io.rtoto.jobs.attrition.fitting;

import org.jspecify.annotations.NullMarked;
