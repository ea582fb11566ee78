@NullMarked
package io.rtoto.jobs.replenishment;

import org.jspecify.annotations.NullMarked;
