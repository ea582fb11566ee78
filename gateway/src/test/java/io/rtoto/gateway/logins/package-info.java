@NullMarked
package io.rtoto.gateway.logins;

import org.jspecify.annotations.NullMarked;
