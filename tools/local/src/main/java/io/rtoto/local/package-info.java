/** The real parts, in this process or beside it: a Kafka broker, a Flink cluster, PostgreSQL. */
@NullMarked
package io.rtoto.local;

import org.jspecify.annotations.NullMarked;
