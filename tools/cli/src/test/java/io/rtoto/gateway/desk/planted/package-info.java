@NullMarked
package io.rtoto.gateway.desk.planted;

import org.jspecify.annotations.NullMarked;
