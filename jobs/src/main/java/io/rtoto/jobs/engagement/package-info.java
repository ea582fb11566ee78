/** What now? Memory, moments, rules and arbitration. */
@NullMarked
package io.rtoto.jobs.engagement;

import org.jspecify.annotations.NullMarked;
