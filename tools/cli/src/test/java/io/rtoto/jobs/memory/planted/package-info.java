@NullMarked
package io.rtoto.jobs.memory.planted;

import org.jspecify.annotations.NullMarked;
