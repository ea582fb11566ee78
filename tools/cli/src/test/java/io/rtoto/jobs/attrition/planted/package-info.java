@NullMarked
package io.rtoto.jobs.attrition.planted;

import org.jspecify.annotations.NullMarked;
