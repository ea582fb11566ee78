@NullMarked
package io.rtoto.gateway.client;

import org.jspecify.annotations.NullMarked;
