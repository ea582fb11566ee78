/** What is remembered of a customer: parts that merge exactly, in any order, and stay bounded. */
@NullMarked
package io.rtoto.jobs.memory;

import org.jspecify.annotations.NullMarked;
