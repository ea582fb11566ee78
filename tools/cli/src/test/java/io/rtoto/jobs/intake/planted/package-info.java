@NullMarked
package io.rtoto.jobs.intake.planted;

import org.jspecify.annotations.NullMarked;
