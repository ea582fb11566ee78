/** Tests of the models of attrition and of what they are asked with. */
@NullMarked
package io.rtoto.jobs.attrition;

import org.jspecify.annotations.NullMarked;
