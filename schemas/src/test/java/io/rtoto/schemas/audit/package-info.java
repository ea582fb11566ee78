@NullMarked
package io.rtoto.schemas.audit;

import org.jspecify.annotations.NullMarked;
