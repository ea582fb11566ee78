/** The Kafka edge: sources, sinks and their serializers. */
@NullMarked
package io.rtoto.jobs.io;

import org.jspecify.annotations.NullMarked;
