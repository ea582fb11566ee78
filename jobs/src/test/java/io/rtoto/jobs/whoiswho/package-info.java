/** Identity on a real cluster and broker, against an oracle that shares no code with it. */
@NullMarked
package io.rtoto.jobs.whoiswho;

import org.jspecify.annotations.NullMarked;
