/** Did it help? What each rule brought, and what happened in each minute. */
@NullMarked
package io.rtoto.jobs.measurement;

import org.jspecify.annotations.NullMarked;
