/**
 * What the tests of the whole job share: a broker, a cluster, and words to write and read streams.
 */
@NullMarked
package io.rtoto.jobs.rig;

import org.jspecify.annotations.NullMarked;
