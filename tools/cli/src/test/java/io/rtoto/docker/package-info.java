/** The images and the compose file: no container engine is needed to see that they hold. */
@NullMarked
package io.rtoto.docker;

import org.jspecify.annotations.NullMarked;
