@NullMarked
package io.rtoto.jobs.planted;

import org.jspecify.annotations.NullMarked;
