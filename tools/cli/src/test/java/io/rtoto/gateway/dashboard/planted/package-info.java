@NullMarked
package io.rtoto.gateway.dashboard.planted;

import org.jspecify.annotations.NullMarked;
