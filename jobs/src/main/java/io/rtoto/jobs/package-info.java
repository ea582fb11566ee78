/** When we decide: the Flink jobs. */
@NullMarked
package io.rtoto.jobs;

import org.jspecify.annotations.NullMarked;
