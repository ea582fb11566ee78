/** Is it sound? Parsing, validation and the dead letters. */
@NullMarked
package io.rtoto.jobs.intake;

import org.jspecify.annotations.NullMarked;
