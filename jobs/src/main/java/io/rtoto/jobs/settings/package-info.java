/** Everything that can be set of engage. */
@NullMarked
package io.rtoto.jobs.settings;

import org.jspecify.annotations.NullMarked;
