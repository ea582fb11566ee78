/** The real parts, in this process: a Kafka broker and a Flink cluster. */
@NullMarked
package io.rtoto.local;

import org.jspecify.annotations.NullMarked;
