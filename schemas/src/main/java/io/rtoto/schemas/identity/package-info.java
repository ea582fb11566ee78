/** Topic {@code identity-commands}: what people order about who is who. */
@NullMarked
package io.rtoto.schemas.identity;

import org.jspecify.annotations.NullMarked;
