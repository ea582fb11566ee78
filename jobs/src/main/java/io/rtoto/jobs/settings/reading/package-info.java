/** How a process reads its settings: all of them once, and every mistake at once. */
@NullMarked
package io.rtoto.jobs.settings.reading;

import org.jspecify.annotations.NullMarked;
