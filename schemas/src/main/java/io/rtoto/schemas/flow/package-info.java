/** What passes between the steps of a job: never on a topic. */
@NullMarked
package io.rtoto.schemas.flow;

import org.jspecify.annotations.NullMarked;
