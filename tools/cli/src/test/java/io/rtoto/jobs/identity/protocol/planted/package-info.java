@NullMarked
package io.rtoto.jobs.identity.protocol.planted;

import org.jspecify.annotations.NullMarked;
