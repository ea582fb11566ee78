@NullMarked
package io.rtoto.gateway.planted;

import org.jspecify.annotations.NullMarked;
