@NullMarked
package io.rtoto.jobs.identity.planted;

import org.jspecify.annotations.NullMarked;
