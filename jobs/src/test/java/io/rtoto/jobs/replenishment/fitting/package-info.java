@NullMarked
package io.rtoto.jobs.replenishment.fitting;

import org.jspecify.annotations.NullMarked;
